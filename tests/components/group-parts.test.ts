import { describe, expect, it } from "vitest";
import { counterpartNow, isGroupOver } from "@/components/conversation/group-parts";
import type { ConversationView } from "@/lib/client/conversation-client";
import { openingState } from "@/lib/conversation-state";
import type { Participant } from "@/lib/protocol/event";
import { Refusal } from "@/lib/refusal";
import { headOf, maya, memberOf, sam } from "../support/wire";

const viewOf = (self: Participant, changed: Partial<ConversationView> = {}): ConversationView => ({
  ...openingState(self, headOf([])),
  ...{ connection: "online", refusal: null },
  ...changed,
});

describe("what a group is called", () => {
  const group = { id: "g", name: "Tasting", isGroup: true, lastSeenAt: null };

  it("is what the room says last, and until then what the page said", () => {
    expect(counterpartNow(group, "Tasting on Friday").name).toBe("Tasting on Friday");
    expect(counterpartNow(group, "").name).toBe("Tasting");
  });

  it("is never what another conversation's title says", () => {
    const harbor = { id: "h", name: "Harbor Coffee", lastSeenAt: null };
    expect(counterpartNow(harbor, "Tasting on Friday")).toBe(harbor);
  });
});

describe("a group is over", () => {
  const others = { participants: [memberOf(sam)] };

  it("for a customer who is in it no more", () => {
    expect(isGroupOver(viewOf(maya, others))).toBe(true);
    expect(isGroupOver(viewOf(maya, { participants: [memberOf(sam), memberOf(maya)] }))).toBe(false);
  });

  it("not for the business, which reads what it takes no part in", () => {
    expect(isGroupOver(viewOf(sam, { participants: [memberOf(maya)] }))).toBe(false);
  });

  it("not before it is known who is in it", () => {
    expect(isGroupOver(viewOf(maya))).toBe(false);
  });

  it("for whom the room does not know, and not for whom it turns away for another reason", () => {
    const refusedAs = (code: "not-found" | "forbidden") =>
      isGroupOver(viewOf(maya, { connection: "refused", refusal: new Refusal(code) }));
    expect([refusedAs("not-found"), refusedAs("forbidden")]).toEqual([true, false]);
    expect(isGroupOver(viewOf(maya, { connection: "refused" }))).toBe(false);
  });
});
