import { describe, expect, it } from "vitest";
import { MARKS_ON_LETTER_MAX } from "@/lib/legible";
import { emailAddress, newPassword, personName } from "@/lib/person";

describe("the name of a person", () => {
  it("is trimmed and has at most 60 characters", () => {
    expect(personName.parse(`  ${"M".repeat(60)} `)).toBe("M".repeat(60));
    expect(personName.safeParse("M".repeat(61)).success).toBe(false);
    expect(personName.safeParse("   ").success).toBe(false);
  });

  it.each([
    ...["Maya Fernandes", "Søren", "愛子", "Ζωή 👩‍🚀", "عائشة", "علی‌رضا", "Nguyễn", "ကျွန်ုပ်", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    `Z${"\u0301".repeat(MARKS_ON_LETTER_MAX)}`,
  ])("may be %s", (name) => {
    expect(personName.parse(name)).toBe(name);
  });

  it.each([
    ...[
      "Ma\u0000ya",
      "Maya\u202egnp.exe",
      "Maya\nAdmin",
      "Maya\ud800",
      "\u2066Sam\u2069",
      "Sa\u200bm",
      "\u3164",
    ],
    ...[
      "Sam\u200d",
      "\u200cSam",
      "S\u200d\u200dam",
      "S\ufeffam",
      `Z${"\u0301".repeat(MARKS_ON_LETTER_MAX + 1)}`,
    ],
  ])("[S27] may not be %j", (name) => {
    expect(personName.safeParse(name).success).toBe(false);
  });
});

describe("an e-mail address", () => {
  it("is trimmed and put in lower case", () => {
    expect(emailAddress.parse(" Maya@Example.COM ")).toBe("maya@example.com");
  });

  it.each(["maya", "maya@", "@example.com", "maya@example.com\r\nBcc: leo@example.com", "m aya@example.com"])(
    "[S28] is not %j",
    (text) => expect(emailAddress.safeParse(text).success).toBe(false),
  );

  it("has at most 254 characters", () => {
    const domain = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`;
    const longest = `${"m".repeat(254 - domain.length - 1)}@${domain}`;
    expect(emailAddress.safeParse(longest).success).toBe(true);
    expect(emailAddress.safeParse(`m${longest}`).success).toBe(false);
  });
});

describe("a new password", () => {
  it("has 8 to 200 characters", () => {
    const isTaken = (length: number) => newPassword.safeParse("p".repeat(length)).success;
    expect([7, 8, 200, 201].map(isTaken)).toEqual([false, true, true, false]);
  });
});
