import { describe, expect, it } from "vitest";
import { isEmojiOnly } from "@/components/conversation/emoji-only";

describe("a text of nothing but emoji", () => {
  it.each(["👍", "🎉🎉🎉", "👍🏽", "👩‍👩‍👧‍👦", "🇵🇹", "❤️", "1️⃣ 2️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"])("is %s", (body) =>
    expect(isEmojiOnly(body)).toBe(true),
  );
  it.each(["", " ", "12", "ok 👍", "👍".repeat(7), "🙂.", "#"])("is not %j", (body) =>
    expect(isEmojiOnly(body)).toBe(false),
  );
});
