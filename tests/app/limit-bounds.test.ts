import { describe, expect, it } from "vitest";
import { policyGroups } from "@/app/admin/limits/groups";
import { boundsOf, isOnlyLowered } from "@/lib/server/limit-bounds";
import { policies, policyNames } from "@/lib/server/rate-limit";

describe("what admins may set a limit to", () => {
  it("is a tenth to ten times of what it allows by default, and one at least", () => {
    expect(boundsOf("search")).toEqual({ min: 12, max: 1_200 });
    expect(boundsOf("api")).toEqual({ min: 50, max: 5_000 });
    for (const name of policyNames) {
      const { min, max } = boundsOf(name);
      expect(min >= 1 && min <= policies[name].uses && max >= policies[name].uses, name).toBe(true);
    }
  });

  it("[S20] is never more where passwords or mailboxes are guarded", () => {
    expect(boundsOf("sign-in:account")).toEqual({ min: 1, max: policies["sign-in:account"].uses });
    const raised = policyNames.filter((name) => !isOnlyLowered(name));
    expect(raised.filter((name) => /sign-in|forgotten|account-mail|:address|:mailbox/.test(name))).toEqual(
      [],
    );
    expect(raised).toContain("search");
  });

  it("is shown of each, once", () => {
    expect(policyGroups.flatMap<string>(({ names }) => names).toSorted()).toEqual(policyNames.toSorted());
  });
});
