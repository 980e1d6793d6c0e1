import { describe, expect, it } from "vitest";
import { assert, unreachable } from "@/lib/assert";
import { isStaff, may } from "@/lib/permissions";
import { isRefusalCode, Refusal } from "@/lib/refusal";
import { refusalMessage, refusalMessages } from "@/lib/refusal-message";

describe("a refusal", () => {
  it("has a code of the closed list, its status, and words for people", () => {
    const refusal = new Refusal("busy");
    expect([refusal.status, refusal.isRetryable, refusalMessage(refusal)]).toEqual([
      503,
      true,
      refusalMessages.busy,
    ]);
    const told = new Refusal("conflict", { message: "Taken.", cause: "why" });
    expect([refusalMessage(told), told.cause]).toEqual(["Taken.", "why"]);
    expect(["busy", "toString", "", null].map(isRefusalCode)).toEqual([true, false, false, false]);
  });
});

describe("an assertion", () => {
  it("throws what is broken", () => {
    expect(() => assert(false, "the sky is up")).toThrow("Broken invariant: the sky is up");
    expect(() => unreachable(Object("here") as never)).toThrow("Unreachable");
    assert(true, "nothing");
  });
});

describe("permissions", () => {
  it("let customers talk and only members join", () => {
    expect(may("customer", "message:send")).toBe(true);
    expect(may("customer", "join")).toBe(false);
    expect(["agent", "owner", "customer", "nobody"].map(isStaff)).toEqual([true, true, false, false]);
    expect(may("owner", "join")).toBe(true);
  });
});
