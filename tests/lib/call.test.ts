import { describe, expect, it } from "vitest";
import {
  CALL_RING_MS,
  type Call,
  type CallMoment,
  type CallWish,
  callAfter,
  callOf,
  isLive,
  ringing,
} from "@/lib/call";
import type { Participant } from "@/lib/protocol/event";

const person = (n: number, name: string, role: Participant["role"]): Participant => ({
  userId: `00000000-0000-4000-8000-00000000000${n}`,
  name,
  role,
});
const maya = person(1, "Maya", "customer");
const sam = person(2, "Sam", "agent");
const ines = person(3, "Ines", "agent");
const nora = person(4, "Nora", "owner");
const device = (n: number) => `00000000-0000-4000-8000-0000000000d${n}`;
const everyone = [maya, sam, ines];

const beganMs = Date.parse("2026-11-21T12:00:00.000Z");
const at = (seconds: number, here: Participant[] = everyone): CallMoment => ({
  beganMs,
  nowMs: beganMs + seconds * 1000,
  here,
});
const accept = (n: number): CallWish => ({ wish: "accept", device: device(n) });
const decline: CallWish = { wish: "decline", isBusy: false };
const end: CallWish = { wish: "end" };

const ofMaya = ringing(maya, device(1));
const ofSam = ringing(sam, device(2));
function become(
  before: Call,
  ...asked: Parameters<typeof callAfter> extends [Call, ...infer Rest] ? Rest : never
) {
  const verdict = callAfter(before, ...asked);
  return verdict.is === "changed" ? verdict.call : verdict;
}
const talking = become(ofMaya, accept(2), sam, at(5)) as Call;
const over = become(talking, end, maya, at(65)) as Call;

describe("a call", () => {
  it("is taken by the other side, by one device", () => {
    expect(talking).toMatchObject({
      state: "active",
      calleeId: sam.userId,
      calleeName: "Sam",
      calleeDevice: device(2),
      answeredAt: "2026-11-21T12:00:05.000Z",
    });
    expect(callAfter(ofMaya, accept(1), maya, at(5))).toEqual({ is: "refused", code: "forbidden" });
    expect(callAfter(ofSam, accept(3), ines, at(5))).toEqual({ is: "refused", code: "forbidden" });
    expect(become(ofSam, accept(1), maya, at(5))).toMatchObject({
      state: "active",
      calleeId: maya.userId,
    });
  });

  it("is taken by the first, and a repeat of theirs does nothing", () => {
    expect(callAfter(talking, accept(2), sam, at(6))).toEqual({ is: "same" });
    expect(callAfter(talking, accept(3), ines, at(6))).toEqual({ is: "refused", code: "conflict" });
    expect(callAfter(talking, accept(4), sam, at(6))).toEqual({ is: "refused", code: "conflict" });
  });

  it("can be taken for as long as it rings, and not a moment longer", () => {
    expect(become(ofMaya, accept(2), sam, at(CALL_RING_MS / 1000))).toMatchObject({ state: "active" });
    expect(callAfter(ofMaya, accept(2), sam, at(CALL_RING_MS / 1000 + 0.001))).toEqual({
      is: "refused",
      code: "not-found",
    });
    expect(callAfter(over, accept(2), sam, at(70))).toEqual({ is: "refused", code: "not-found" });
  });

  it("that a customer waves away is declined, or finds them busy", () => {
    expect(become(ofSam, decline, maya, at(5))).toMatchObject({ state: "declined" });
    expect(become(ofSam, { ...decline, isBusy: true }, maya, at(5))).toMatchObject({ state: "busy" });
    expect(callAfter(ofSam, decline, sam, at(5))).toEqual({ is: "refused", code: "forbidden" });
    expect(callAfter(ofSam, decline, ines, at(5))).toEqual({ is: "refused", code: "forbidden" });
  });

  it("that one of the business waves away goes on ringing for the others who are here", () => {
    const withoutSam = become(ofMaya, decline, sam, at(5)) as Call;
    expect(withoutSam).toMatchObject({ state: "ringing", declinedBy: [sam.userId] });
    expect(callAfter(withoutSam, decline, sam, at(6))).toEqual({ is: "same" });
    expect(become(withoutSam, accept(3), ines, at(6))).toMatchObject({ state: "active" });
    expect(become(withoutSam, decline, ines, at(6))).toMatchObject({ state: "declined" });
    expect(become(ofMaya, decline, sam, at(5, [maya, sam]))).toMatchObject({ state: "declined" });
  });

  it("is not declined any more once it is taken, and no more than declined once it is over", () => {
    expect(callAfter(talking, decline, ines, at(6))).toEqual({ is: "refused", code: "conflict" });
    expect(callAfter(over, decline, ines, at(70))).toEqual({ is: "same" });
    const given = become(ofSam, end, sam, at(5)) as Call;
    expect(callAfter(given, decline, maya, at(6))).toEqual({ is: "same" });
  });

  it("that the caller gives up before is missed", () => {
    expect(become(ofMaya, end, maya, at(5))).toMatchObject({ state: "missed", seconds: null });
    expect(callAfter(ofMaya, end, sam, at(5))).toEqual({ is: "refused", code: "forbidden" });
  });

  it("that rings for too long, or whose caller is gone, is missed by whoever notices first", () => {
    const long = CALL_RING_MS / 1000;
    expect(callAfter(ofMaya, end, nora, at(long))).toEqual({ is: "refused", code: "forbidden" });
    expect(become(ofMaya, end, nora, at(long + 0.001))).toMatchObject({ state: "missed" });
    expect(become(ofMaya, end, sam, at(5, [sam, ines]))).toMatchObject({ state: "missed" });
  });

  it("is ended by either party, and lasted from the answer on", () => {
    expect(over).toMatchObject({ state: "ended", seconds: 60 });
    expect(become(talking, end, sam, at(65))).toMatchObject({ state: "ended", seconds: 60 });
    expect(callAfter(over, end, sam, at(70))).toEqual({ is: "same" });
    expect(callAfter(talking, end, ines, at(65))).toEqual({ is: "refused", code: "forbidden" });
  });

  it("of which a party is gone is ended by anyone, and nobody says how long it was", () => {
    expect(become(talking, end, ines, at(65, [maya, ines]))).toMatchObject({
      state: "ended",
      seconds: null,
    });
    expect(become(talking, end, ines, at(65, [sam, ines]))).toMatchObject({ state: "ended" });
  });

  it("is read from its message, and from no other", () => {
    expect(callOf({ kind: "system", metadata: { ...talking } })).toEqual(talking);
    expect(callOf({ kind: "system", metadata: { event: "joined" } })).toBeNull();
    expect(callOf({ kind: "text", metadata: { ...talking } })).toBeNull();
    expect([ofMaya, talking, over].map(isLive)).toEqual([true, true, false]);
  });
});
