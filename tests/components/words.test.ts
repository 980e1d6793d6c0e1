import { describe, expect, it } from "vitest";
import { registerProblem } from "@/components/account/register-problem";
import { signInProblem } from "@/components/account/sign-in-problem";
import { isSafeLink } from "@/components/conversation/link";
import { colleaguesHere, counterpartsHere, lastSeenOf, namesOf } from "@/components/conversation/presence";
import { initialsOf } from "@/components/ui/avatar";
import { toneOf } from "@/components/ui/tone";

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

describe("links in what people write", () => {
  it.each([
    "https://harbor.example/tasting",
    "http://harbor.example",
    "mailto:sam@harbor.example",
    "harbor.example",
    "sam@harbor.example",
  ])("makes %s a link", (address) => expect(isSafeLink(address)).toBe(true));

  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://harbor.example",
    "tel:112",
  ])("leaves %s plain text", (address) => expect(isSafeLink(address)).toBe(false));
});

describe("who is here", () => {
  it("is the business for Maya, and Maya for Sam", () => {
    const present = [maya, sam, ines];
    expect(counterpartsHere({ self: maya, present, lastSeenAt: {} })).toEqual([sam, ines]);
    expect(counterpartsHere({ self: sam, present, lastSeenAt: {} })).toEqual([maya]);
    expect(colleaguesHere({ self: sam, present, lastSeenAt: {} })).toEqual([ines]);
    expect(colleaguesHere({ self: maya, present, lastSeenAt: {} })).toEqual([]);
  });

  it("was last here when the room says, or else when the page knew", () => {
    const seen = { self: sam, present: [], lastSeenAt: { [maya.userId]: "2026-11-21T10:00:00Z" } };
    expect(lastSeenOf(seen, [maya.userId], "2026-11-21T09:00:00Z")).toBe("2026-11-21T10:00:00Z");
    expect(lastSeenOf(seen, [], "2026-11-21T09:00:00Z")).toBe("2026-11-21T09:00:00Z");
    expect(lastSeenOf(seen, [], null)).toBeNull();
  });

  it("is told in a sentence of any length", () => {
    const people = ["Sam", "Ines", "Nora", "Leo"].map((name) => ({ name }));
    expect(namesOf(people.slice(0, 1))).toBe("Sam");
    expect(namesOf(people.slice(0, 2))).toBe("Sam and Ines");
    expect(namesOf(people.slice(0, 3))).toBe("Sam, Ines and Nora");
    expect(namesOf(people)).toBe("Sam, Ines and 2 others");
  });
});

describe("a face without a picture", () => {
  it.each([
    ["Maya Fernandes", "MF"],
    ["Priya", "P"],
    ["ana maria de souza", "AS"],
    ["  Ben   W. ", "BW"],
    ["😀 Joy", "😀J"],
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
