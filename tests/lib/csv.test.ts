import { describe, expect, it } from "vitest";
import { csvOf } from "@/lib/csv";

const cellOf = (text: string) => csvOf([[text]]).slice(1, -2);

describe("a file for spreadsheets", () => {
  it("has its rows and cells, whatever is in them", () => {
    expect(
      csvOf([
        ["name", 7],
        ['Núria, "N"', -3],
        ["two\nlines", ""],
      ]),
    ).toBe('\uFEFFname,7\r\n"Núria, ""N""",-3\r\n"two\nlines",\r\n');
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "  =1",
    "\u200B=1",
    "\u00A0=HYPERLINK()",
    "＝1",
    "＋1",
    "|cmd",
    "\t=1",
    "%0A",
  ])("[S25] has no formula for %j", (text) => {
    expect(cellOf(text).startsWith("'"), cellOf(text)).toBe(true);
  });

  it("[S25] has none in quotes either", () => {
    expect(cellOf('=HYPERLINK("https://evil.example","x")')).toBe(
      `"'=HYPERLINK(""https://evil.example"",""x"")"`,
    );
    expect(cellOf("\r=1")).toBe('"\'\r=1"');
  });

  it("leaves other texts as they are", () => {
    for (const text of ["Sam", "O'Neill", "a=b", "3-4", "أمل"]) expect(cellOf(text)).toBe(text);
  });
});
