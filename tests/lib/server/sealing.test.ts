import { describe, expect, it } from "vitest";
import { type Keys, NotOpened, type Place, seal, sealMark, unseal } from "@/lib/server/sealing";

const key = (name: string) => `${name}-9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c`.slice(0, 32);
const today: Keys = { SECRETS_KEY: key("today"), SECRETS_KEY_PREVIOUS: [] };
const tomorrow: Keys = { SECRETS_KEY: key("tomorrow"), SECRETS_KEY_PREVIOUS: [today.SECRETS_KEY] };
const place: Place = { column: "webhooks.secret", row: "0192b5d4-0000-7000-8000-000000000001" };
const SECRET = "whsec_c2VjcmV0IG9mIGEgc2hvcCAxMjM0NTY3ODkwMTI=";

/** What it says of a text that does not open, which holds nothing of it. */
function told(stored: string, at: Place = place, keys: Keys = today): string {
  try {
    unseal(stored, at, keys);
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error;
    expect(`${error.message} ${String(error.cause)}`).not.toContain(SECRET.slice(0, 12));
    return error.message;
  }
  return expect.fail("it opened");
}

describe("a sealed secret", () => {
  it("opens where it stands, is another text each time, and shows nothing of itself", () => {
    const [one, other] = [seal(SECRET, place, today), seal(SECRET, place, today)];
    expect(one).not.toBe(other);
    for (const stored of [one, other]) {
      expect(unseal(stored, place, today)).toBe(SECRET);
      expect(Buffer.from(stored).includes(SECRET.slice(6, 18))).toBe(false);
      expect(stored.startsWith(sealMark(today))).toBe(true);
    }
    expect(unseal(seal("", place, today), place, today)).toBe("");
    expect(unseal(seal("ключ 🗝", place, today), place, today)).toBe("ключ 🗝");
  });

  it("opens neither in another row nor in another column", () => {
    const stored = seal(SECRET, place, today);
    expect(told(stored, { ...place, row: "0192b5d4-0000-7000-8000-000000000002" })).toMatch(
      /stood elsewhere/,
    );
    expect(told(stored, { ...place, column: "bots.secret" })).toMatch(/^bots\.secret of .* stood elsewhere/);
  });

  it("opens no more once a single letter of it is another, or it was cut", () => {
    const stored = seal(SECRET, place, today);
    const begins = sealMark(today).length;
    for (let at = begins; at < stored.length - 1; at += 1) {
      const letter = stored[at] === "A" ? "B" : "A";
      expect(told(`${stored.slice(0, at)}${letter}${stored.slice(at + 1)}`)).toMatch(/was altered/);
    }
    expect(told(stored.slice(0, begins))).toMatch(/was cut/);
    expect(told(stored.slice(0, -8))).toMatch(/was altered/);
  });

  it("is opened by the key before, and by none that is not set", () => {
    const stored = seal(SECRET, place, today);
    expect(unseal(stored, place, tomorrow)).toBe(SECRET);
    expect(sealMark(tomorrow)).not.toBe(sealMark(today));
    const later = { ...tomorrow, SECRETS_KEY_PREVIOUS: [] };
    expect(told(stored, place, later)).toMatch(/^webhooks\.secret of 0192b5d4.* a key that is not set here/);
  });

  it("from before anything was sealed is read as it stands", () => {
    expect(unseal(SECRET, place, today)).toBe(SECRET);
  });
});
