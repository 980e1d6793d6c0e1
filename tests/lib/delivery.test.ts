import { describe, expect, it } from "vitest";
import { furthest, reachOf } from "@/lib/delivery";
import { ines, maya, said, sam } from "../support/wire";

describe("how far a message has got", () => {
  const people = [maya, sam];
  const receipt = ({ userId }: { userId: string }, delivered: number, read: number) => ({
    userId,
    delivered,
    read,
  });

  it("for a customer's is what anyone of the business has seen, participant or not", () => {
    const asked = said(maya, 3);
    expect(reachOf(asked, [], people).delivery).toBe("sent");
    expect(reachOf(asked, [receipt(maya, 3, 3)], people).delivery).toBe("sent");
    expect(reachOf(asked, [receipt(ines, 3, 2)], people).delivery).toBe("delivered");
    expect(reachOf(asked, [receipt(ines, 3, 2), receipt(sam, 3, 3)], people).delivery).toBe("read");
  });

  it("for a member's is what the customer has seen, not a colleague", () => {
    const answered = said(sam, 3);
    expect(reachOf(answered, [receipt(ines, 9, 9)], people).delivery).toBe("sent");
    expect(reachOf(answered, [receipt(maya, 3, 0)], people).delivery).toBe("delivered");
    expect(reachOf(answered, [receipt(maya, 3, 3)], people).delivery).toBe("read");
  });

  it("is told by whom it was read, and whom it has only reached", () => {
    const reach = reachOf(
      said(maya, 3),
      [receipt(ines, 3, 2), receipt(sam, 4, 4), receipt(maya, 3, 3)],
      people,
    );
    expect(reach).toEqual({ delivery: "read", readBy: [sam.userId], deliveredTo: [ines.userId] });
  });

  it("in a group is what anybody else has seen, whoever wrote", () => {
    const group = people.map((each) => ({ ...each, rank: "member" as const }));
    const receipts = [receipt(maya, 3, 3), receipt(sam, 3, 2), receipt(ines, 3, 3)];
    expect(reachOf(said(maya, 3), receipts, group)).toEqual({
      ...{ delivery: "read", readBy: [ines.userId], deliveredTo: [sam.userId] },
    });
    expect(reachOf(said(sam, 3), receipts, group).readBy).toEqual([maya.userId, ines.userId]);
  });

  it("never goes backwards", () => {
    expect(furthest(receipt(sam, 5, 2), receipt(sam, 3, 3))).toEqual(receipt(sam, 5, 3));
    expect(furthest(undefined, receipt(sam, 1, 0))).toEqual(receipt(sam, 1, 0));
  });
});
