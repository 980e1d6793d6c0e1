import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Activities } from "@/components/inbox/activities";
import type { ActivityEvent } from "@/lib/protocol/feed";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const how = (
  name: string,
  is: ActivityEvent["is"],
  forMs: number,
  conversationId = "talk",
): ActivityEvent => ({
  ...{ type: "activity", conversationId, userId: name, name, role: "agent", is, forMs },
});

function following() {
  const activities = new Activities();
  const listener = vi.fn();
  activities.subscribe(listener);
  const shown = (id = "talk") => activities.in(id).map(({ name, is }) => `${name} ${is}`);
  return { activities, listener, shown };
}

it("shows who is in a conversation, each in their place, until they go", () => {
  const { activities, listener, shown } = following();
  for (const event of [
    how("Ines", "here", 30_000),
    how("Maya", "typing", 6_000),
    how("Ines", "typing", 6_000),
  ])
    activities.hear(event);
  expect(shown()).toEqual(["Ines typing", "Maya typing"]);
  expect(shown("another")).toEqual([]);
  activities.hear(how("Maya", "gone", 0));
  expect(shown()).toEqual(["Ines typing"]);
  expect(listener).toHaveBeenCalledTimes(4);
});

it("believes nobody for longer than it was told, and says so", () => {
  const { activities, listener, shown } = following();
  activities.hear(how("Ines", "here", 30_000));
  activities.hear(how("Leo", "typing", 6_000, "another"));
  listener.mockClear();
  const before = activities.in("talk");
  vi.advanceTimersByTime(6_000);
  expect([shown(), shown("another")]).toEqual([["Ines here"], []]);
  // Nothing that stays is drawn anew.
  expect(activities.in("talk")).toBe(before);
  vi.advanceTimersByTime(23_999);
  activities.hear(how("Ines", "here", 30_000));
  vi.advanceTimersByTime(29_999);
  expect(shown()).toEqual(["Ines here"]);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual([]);
  expect(listener).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});
