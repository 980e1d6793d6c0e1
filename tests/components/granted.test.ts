import { describe, expect, it, vi } from "vitest";
import { answered } from "@/components/answered";
import { granted } from "@/components/granted";
import { refuse } from "@/lib/action-result";
import { Refusal } from "@/lib/refusal";

describe("what a server action answers", () => {
  it("is its value", () => {
    expect(granted({ ok: true, value: 7 })).toBe(7);
  });

  it("is thrown as the refusal it was", () => {
    expect(() => granted(refuse("too-many", "Wait a moment."))).toThrow(
      new Refusal("too-many", { message: "Wait a moment." }),
    );
  });

  it("says that the site cannot be reached where Maya's network is down", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const answer = await answered(Promise.reject(new TypeError("Failed to fetch")));
    expect(answer).toMatchObject({ ok: false, refusal: { code: "unavailable", retryable: true } });
  });
});
