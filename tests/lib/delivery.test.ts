import { describe, expect, it } from "vitest";
import { deliveryOf, furthest } from "@/lib/delivery";
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
    expect(deliveryOf(asked, [], people)).toBe("sent");
    expect(deliveryOf(asked, [receipt(maya, 3, 3)], people)).toBe("sent");
    expect(deliveryOf(asked, [receipt(ines, 3, 2)], people)).toBe("delivered");
    expect(deliveryOf(asked, [receipt(ines, 3, 2), receipt(sam, 3, 3)], people)).toBe("read");
  });

  it("for a member's is what the customer has seen, not a colleague", () => {
    const answered = said(sam, 3);
    expect(deliveryOf(answered, [receipt(ines, 9, 9)], people)).toBe("sent");
    expect(deliveryOf(answered, [receipt(maya, 3, 0)], people)).toBe("delivered");
    expect(deliveryOf(answered, [receipt(maya, 3, 3)], people)).toBe("read");
  });

  it("never goes backwards", () => {
    expect(furthest(receipt(sam, 5, 2), receipt(sam, 3, 3))).toEqual(receipt(sam, 5, 3));
    expect(furthest(undefined, receipt(sam, 1, 0))).toEqual(receipt(sam, 1, 0));
  });
});
