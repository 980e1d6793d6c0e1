import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Activity, AWAY_AFTER_HIDDEN_MS, AWAY_AFTER_IDLE_MS } from "@/lib/client/activity";

let page = Object.assign(new EventTarget(), { visibilityState: "visible" });

beforeEach(() => {
  page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const show = (visibilityState: "visible" | "hidden") => {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
};

function watched() {
  const activity = new Activity();
  const heard: string[] = [];
  const stop = activity.follow(() => heard.push(activity.status));
  return { activity, heard, stop };
}

describe("whoever sits at a tab", () => {
  it("is away once nothing was moved for minutes, and back with the next key", () => {
    const { heard, activity } = watched();
    vi.advanceTimersByTime(AWAY_AFTER_IDLE_MS - 1);
    page.dispatchEvent(new Event("pointermove"));
    vi.advanceTimersByTime(AWAY_AFTER_IDLE_MS - 1);
    expect([heard, activity.status]).toEqual([[], "online"]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(["away"]);
    page.dispatchEvent(new Event("keydown"));
    expect(heard).toEqual(["away", "online"]);
    vi.advanceTimersByTime(AWAY_AFTER_IDLE_MS);
    expect(heard).toEqual(["away", "online", "away"]);
  });

  it("is away once the tab was out of sight for a minute, and back when it is seen again", () => {
    const { heard } = watched();
    show("hidden");
    vi.advanceTimersByTime(AWAY_AFTER_HIDDEN_MS - 1);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(["away"]);
    show("visible");
    expect(heard).toEqual(["away", "online"]);
  });

  it("is watched by nobody once nobody asks, and is taken to be there when somebody asks again", () => {
    const { activity, heard, stop } = watched();
    const stopOther = activity.follow(() => {});
    stop();
    stopOther();
    vi.advanceTimersByTime(AWAY_AFTER_IDLE_MS);
    expect([heard, vi.getTimerCount()]).toEqual([[], 0]);
    activity.follow(() => {});
    expect(activity.status).toBe("online");
  });

  it("is there where there is no page", () => {
    vi.unstubAllGlobals();
    const { activity, stop } = watched();
    stop();
    expect(activity.status).toBe("online");
  });
});
