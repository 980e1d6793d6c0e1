import { describe, expect, it } from "vitest";
import { registerProblem } from "@/components/account/register-problem";
import { signInProblem } from "@/components/account/sign-in-problem";
import {
  colleaguesHere,
  counterpartsAround,
  counterpartsHere,
  isolated,
  lastSeenOf,
  namesOf,
  peopleOf,
} from "@/components/conversation/presence";
import { initialsOf } from "@/components/ui/avatar";
import { toneOf } from "@/components/ui/tone";
import type { Present } from "@/lib/protocol/event";

const maya = {
  userId: "0190a000-0000-7000-8000-00000000000a",
  name: "Maya",
  role: "customer",
  status: "online",
} as const;
const sam = {
  userId: "0190a000-0000-7000-8000-00000000000b",
  name: "Sam",
  role: "agent",
  status: "online",
} as const;
const ines = {
  userId: "0190a000-0000-7000-8000-00000000000c",
  name: "Ines",
  role: "agent",
  status: "away",
} as const;

describe("who is here", () => {
  it("is the business for Maya, and Maya for Sam", () => {
    const present = [maya, sam, ines];
    expect(counterpartsHere({ self: maya, present })).toEqual([sam, ines]);
    expect(counterpartsHere({ self: sam, present })).toEqual([maya]);
    expect(colleaguesHere({ self: sam, present, lastSeenAt: {} })).toEqual([ines]);
    expect(colleaguesHere({ self: maya, present, lastSeenAt: {} })).toEqual([]);
  });

  it("is around elsewhere on the site, too, and away only where nobody else is there", () => {
    const of = (present: Present[], people: Present[]) =>
      counterpartsAround({ self: maya, present, around: { people, lastSeenAt: null } });
    expect(of([], [sam, ines])).toEqual([sam]);
    expect(of([ines], [])).toEqual([ines]);
    expect(
      of(
        [ines],
        [{ ...ines, status: "online" }].map((each) => Object(each)),
      ),
    ).toMatchObject([{ name: "Ines", status: "online" }]);
    expect(of([sam], [Object({ ...sam, status: "away" })])).toEqual([sam]);
    expect(of([], [])).toEqual([]);
  });

  it("was last here when the room says, or else when the page knew", () => {
    const seen = { self: sam, present: [], lastSeenAt: { [maya.userId]: "2026-11-21T10:00:00Z" } };
    expect(lastSeenOf(seen, [maya.userId], ["2026-11-21T09:00:00Z"])).toBe("2026-11-21T10:00:00Z");
    expect(lastSeenOf(seen, [], ["2026-11-21T09:00:00Z", null])).toBe("2026-11-21T09:00:00Z");
    expect(lastSeenOf(seen, [], [null])).toBeNull();
  });

  it("is told in a sentence of any length, in the reader's language", () => {
    const people = ["Sam", "Ines", "Nora", "Leo"].map((name) => ({ name }));
    const inEnglish = { locale: "en", others: (count: number) => `${count} others` } as const;
    const inSpanish = { locale: "es", others: (count: number) => `${count} personas más` } as const;
    expect(namesOf(people.slice(0, 1), inEnglish)).toBe("Sam");
    expect(namesOf(people.slice(0, 2), inEnglish)).toBe("Sam and Ines");
    expect(namesOf(people.slice(0, 3), inEnglish)).toBe("Sam, Ines, and Nora");
    expect(namesOf(people, inEnglish)).toBe("Sam, Ines, and 2 others");
    expect(namesOf(people, inSpanish)).toBe("Sam, Ines y 2 personas más");
  });

  it("keeps a name that runs the other way from turning the sentence around", () => {
    expect(isolated("Sam", "en")).toBe("Sam");
    expect(isolated("ليلى", "ar")).toBe("ليلى");
    expect(isolated("ليلى", "en")).toBe("\u2068ليلى\u2069");
    expect(isolated("Sam", "ar")).toBe("\u2068Sam\u2069");
  });

  it("is named where the name is known", () => {
    const known = { participants: [maya], present: [sam] };
    expect(peopleOf([sam.userId, ines.userId, maya.userId], known)).toEqual([sam, maya]);
  });
});

describe("a face without a picture", () => {
  it.each([
    ["Maya Fernandes", "MF"],
    ["Priya", "P"],
    ["ana maria de souza", "AS"],
    ["  Ben   W. ", "BW"],
    ["😀 Joy", "😀J"],
    ["ليلى حداد", "ل\u200cح"],
    ["", ""],
  ])("of %j shows %j", (name, initials) => expect(initialsOf(name)).toBe(initials));

  it("has the same colour for the same person everywhere", () => {
    expect(toneOf(maya.userId)).toEqual(toneOf(maya.userId));
  });
});

describe("a sign-in that did not work", () => {
  it.each([
    ["unauthorized", "mismatch"],
    ["CredentialsSignin", "mismatch"],
    ["too-many", "too-many"],
    ["AccountNotLinked", "has-password"],
    ["AccessDenied", "not-let-through"],
    ["anything else", "unavailable"],
  ])("tells %s as %s", (code, problem) => expect(signInProblem(code)).toBe(problem));

  it("is told otherwise than a registration that did not", () => {
    expect(registerProblem("conflict")).toBe("taken");
    expect(registerProblem("bad-command")).toBe("not-a-person");
    expect(registerProblem("busy")).toBe("unavailable");
  });
});
