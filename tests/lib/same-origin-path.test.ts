import { describe, expect, it } from "vitest";
import { sameOriginPath } from "@/lib/same-origin-path";

describe("sameOriginPath", () => {
  it.each(["/", "/inbox", "/b/harbor-coffee?from=mail#last"])("goes to %s", (path) => {
    expect(sameOriginPath(path)).toBe(path);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "inbox",
    "",
    undefined,
    ["/inbox"],
    `/${"a".repeat(2_000)}`,
  ])("[S19] stays at home for %j", (target) => {
    expect(sameOriginPath(target, "/chats")).toBe("/chats");
  });
});
