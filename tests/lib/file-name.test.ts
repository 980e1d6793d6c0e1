import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FILE_NAME_LENGTH_MAX, fileName, withExtension } from "@/lib/file-name";

describe("[S27] the name of a file", () => {
  it.each([
    ["invoice\u202egpj.exe", "invoicegpj.exe"],
    ["\u2066menu\u2069.pdf", "menu.pdf"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\boot.ini", "boot.ini"],
    ["/", "file"],
    ["..", "file"],
    ["", "file"],
    [".htaccess", "htaccess"],
    ["a\u0000b\r\nc.txt", "abc.txt"],
    ['what? "this": <b>|*.txt', "what_ _this__ _b___.txt"],
    ["  la   carte .pdf ", "la carte .pdf"],
    ["قائمة الطعام.pdf", "قائمة الطعام.pdf"],
    ["photo\ud800.jpg", "photo\ufffd.jpg"],
  ])("%j is %j", (given, name) => {
    expect(fileName(given)).toBe(name);
  });

  it("is cut before its extension past 120 characters", () => {
    const longest = `${"m".repeat(FILE_NAME_LENGTH_MAX - 4)}.pdf`;
    expect(fileName(longest)).toBe(longest);
    expect(fileName(`m${longest}`)).toBe(longest);
    expect(fileName("😀".repeat(200))).toHaveLength(FILE_NAME_LENGTH_MAX);
  });

  it("is never empty, too long or a path, whatever is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
        const name = fileName(given);
        expect(name).not.toMatch(/^$|[\\/\p{Cc}\u202a-\u202e\u2066-\u2069]|^\./u);
        expect(name.length).toBeLessThanOrEqual(FILE_NAME_LENGTH_MAX);
        expect(fileName(name)).toBe(name);
      }),
    );
  });

  it("ends as what the file is", () => {
    expect(withExtension("cake.html", ["jpg", "jpeg"])).toBe("cake.jpg");
    expect(withExtension("cake.JPEG", ["jpg", "jpeg"])).toBe("cake.JPEG");
    expect(withExtension("cake", ["png"])).toBe("cake.png");
    expect(withExtension("v1.2 of the cake", ["png"])).toBe("v1.2 of the cake.png");
  });
});
