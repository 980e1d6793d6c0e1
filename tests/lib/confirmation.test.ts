import { expect, it } from "vitest";
import { isOfNow } from "@/lib/confirmation";

const [FIRST, SECOND] = ["2026-11-22T08:00:00.000Z", "2026-11-22T09:00:00.000Z"];
const confirmed = (editedAt: string | null) => ({ editedAt });

it("is of what a post says until that is edited, and again once the edit is confirmed", () => {
  expect(isOfNow(confirmed(null), { editedAt: null })).toBe(true);
  expect(isOfNow(confirmed(null), { editedAt: FIRST })).toBe(false);
  expect(isOfNow(confirmed(FIRST), { editedAt: FIRST })).toBe(true);
  expect(isOfNow(confirmed(FIRST), { editedAt: SECOND })).toBe(false);
});

it("is not asked for anew by a page that shows for some seconds what the post said before", () => {
  expect(isOfNow(confirmed(SECOND), { editedAt: FIRST })).toBe(true);
  expect(isOfNow(confirmed(SECOND), { editedAt: null })).toBe(true);
});
