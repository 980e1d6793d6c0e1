import { expect, it } from "vitest";
import { moved } from "@/components/broadcasts-desk/moved";

it("moves one thing past its neighbour, and none past the ends", () => {
  const things = ["a", "b", "c"];
  expect(moved(things, 1, -1)).toEqual(["b", "a", "c"]);
  expect(moved(things, 1, 1)).toEqual(["a", "c", "b"]);
  expect(moved(things, 0, -1)).toEqual(things);
  expect(moved(things, 2, 1)).toEqual(things);
  expect(moved(things, 9, 1)).toEqual(things);
});
