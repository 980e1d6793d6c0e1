import { describe, expect, it } from "vitest";
import { pieceOf } from "@/lib/server/files/byte-range";

describe("the piece of a file that is asked for", () => {
  it.each([
    [null, "all"],
    ["bytes=0-", { first: 0, last: 99 }],
    ["bytes=10-19", { first: 10, last: 19 }],
    ["bytes=90-500", { first: 90, last: 99 }],
    ["bytes=-10", { first: 90, last: 99 }],
    ["bytes=-500", { first: 0, last: 99 }],
    ["bytes=100-", "none"],
    ["bytes=20-10", "none"],
    ["bytes=-0", "none"],
    ["bytes=-", "all"],
    ["bytes=0-1,5-6", "all"],
    ["lines=1-2", "all"],
    ["bytes=../../etc", "all"],
  ])("by %j is %j of a hundred bytes", (range, piece) => {
    expect(pieceOf(range, 100)).toEqual(piece);
  });
});
