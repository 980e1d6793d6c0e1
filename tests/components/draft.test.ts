import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addToDraft, forgetDraft, startDraft, tabStorage } from "@/components/conversation/use-draft";

let kept = new Map<string, string>();

/** The tab's own storage; it holds so much and no more. */
const storage = (roomFor = Number.POSITIVE_INFINITY) => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, text: string) => {
    if (text.length > roomFor) throw new DOMException("full", "QuotaExceededError");
    kept.set(key, text);
  },
  removeItem: (key: string) => void kept.delete(key),
});

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("window", { sessionStorage: storage() });
});
afterEach(() => void vi.unstubAllGlobals());

describe("a draft", () => {
  it("begins with a text only where nothing was begun", () => {
    const [key, begun] = [uuid(), uuid()];
    startDraft(key, "Is it in?");
    expect(kept.get(key)).toBe("Is it in?");
    kept.set(begun, "From before the page was loaded anew");
    startDraft(begun, "Is it in?");
    expect(kept.get(begun)).toBe("From before the page was loaded anew");
  });

  it("gets back what could not be sent, below what has been written since", () => {
    const key = uuid();
    addToDraft(key, "first");
    expect(kept.get(key)).toBe("first");
    addToDraft(key, "second");
    expect(kept.get(key)).toBe("first\nsecond");
  });

  it("is none any more when it became something elsewhere, unless it was written on", () => {
    const [same, other] = [uuid(), uuid()];
    startDraft(same, " door code 4711\n");
    startDraft(other, "door code 4711 and more");
    for (const key of [same, other]) forgetDraft(key, "door code 4711");
    expect([kept.has(same), kept.get(other)]).toEqual([false, "door code 4711 and more"]);
  });

  it("lives as long as the page where the tab keeps no more, or nothing at all", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const key = uuid();
    vi.stubGlobal("window", { sessionStorage: storage(3) });
    addToDraft(key, "first");
    addToDraft(key, "second");
    expect(warned).toHaveBeenCalledTimes(2);
    expect(kept.size).toBe(0);
    const forbidden = {
      get sessionStorage(): Storage {
        throw new DOMException("not here", "SecurityError");
      },
    };
    vi.stubGlobal("window", forbidden);
    expect(tabStorage()).toBeUndefined();
    addToDraft(key, "third");
    vi.stubGlobal("window", { sessionStorage: storage() });
    addToDraft(key, "fourth");
    expect(kept.get(key)).toBe("first\nsecond\nthird\nfourth");
  });
});
