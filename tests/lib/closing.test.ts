import { describe, expect, it } from "vitest";
import {
  CLOSING_SILENCE_MS,
  type Closing,
  type ClosingWish,
  closingAfter,
  closingOf,
  isDone,
  latestClosingIn,
  proposed,
} from "@/lib/closing";
import { closingStates } from "@/lib/closing-states";
import type { Message } from "@/lib/protocol/message";
import { telling } from "@/lib/telling";
import { CLOCK } from "@/lib/work";

const nowMs = Date.parse("2026-11-21T12:00:00.000Z");
const maya = { userId: "00000000-0000-4000-8000-000000000001", role: "customer" } as const;
const sam = { userId: "00000000-0000-4000-8000-000000000002", role: "agent" } as const;
const open = proposed(nowMs);
const wishes = ["confirm", "object", "withdraw", "lapse"] as const;
const stateAfter = (before: Closing, wish: ClosingWish["wish"], by: Parameters<typeof closingAfter>[2]) => {
  const asked = wish === "rate" ? ({ wish, rating: 4, comment: "" } as const) : { wish };
  const verdict = closingAfter(before, asked, by, nowMs + 1_000);
  return verdict.is === "changed" ? verdict.closing.state : "code" in verdict ? verdict.code : verdict.is;
};

describe("a closing", () => {
  it("says from the start when silence ends it", () => {
    expect(open).toEqual({
      ...{ event: "closing", state: "proposed", closedAt: null, rating: null, comment: "" },
      until: new Date(nowMs + CLOSING_SILENCE_MS).toISOString(),
    });
  });

  it("is answered by the customer, taken back by the business, and lapses by the clock", () => {
    const become = (by: Parameters<typeof closingAfter>[2]) =>
      wishes.map((wish) => stateAfter(open, wish, by));
    expect(become(maya)).toEqual(["confirmed", "objected", "forbidden", "forbidden"]);
    expect(become(sam)).toEqual(["forbidden", "forbidden", "withdrawn", "forbidden"]);
    expect(become(CLOCK)).toEqual(["forbidden", "objected", "forbidden", "lapsed"]);
    expect(closingAfter(open, { wish: "confirm" }, maya, nowMs)).toMatchObject({
      closing: { closedAt: "2026-11-21T12:00:00.000Z" },
    });
  });

  it("is over once: what is asked again does nothing, and anything else comes too late", () => {
    for (const state of closingStates.filter((each) => each !== "proposed")) {
      const over = { ...open, state };
      const asked = [
        ["confirm", maya, "confirmed"],
        ["object", maya, "objected"],
        ["withdraw", sam, "withdrawn"],
        ["lapse", CLOCK, "lapsed"],
      ] as const;
      for (const [wish, by, wanted] of asked)
        expect(stateAfter(over, wish, by), `${state}, ${wish}`).toBe(wanted === state ? "same" : "conflict");
    }
  });

  it("is rated by the customer, once the conversation is completed by it", () => {
    for (const state of closingStates) {
      const closing = { ...open, state };
      expect(stateAfter(closing, "rate", maya), state).toBe(isDone(closing) ? state : "conflict");
      expect(stateAfter(closing, "rate", sam)).toBe("forbidden");
    }
    const done = { ...open, state: "confirmed" as const };
    const rated = closingAfter(done, { wish: "rate", rating: 5, comment: "Lovely" }, maya, nowMs);
    expect(rated).toMatchObject({ is: "changed", closing: { rating: 5, comment: "Lovely" } });
    const again = { ...done, rating: 5, comment: "Lovely" };
    expect(closingAfter(again, { wish: "rate", rating: 5, comment: "Lovely" }, maya, nowMs)).toEqual({
      is: "same",
    });
  });

  it("is found in what was said, the last one first, and told in lists by how it stands", () => {
    const said = (n: number, metadata: object, kind: Message["kind"] = "system") =>
      ({ id: `${n}`, kind, metadata, body: "", attachments: [], deletedAt: null }) as unknown as Message;
    const messages = [said(1, { ...open, state: "objected" }), said(2, open), said(3, {}, "text")];
    expect(latestClosingIn(messages)).toEqual({ id: "2", closing: open });
    expect(latestClosingIn([said(3, {}, "text")])).toBeNull();
    // What somebody writes is no word of the site's.
    expect(closingOf({ kind: "text", metadata: { ...open } })).toBeNull();
    expect(telling(said(1, open))).toEqual({ preview: "proposed", sort: "closing" });
  });
});
