import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { hasSound, play, ring, setSound } from "@/components/news/ring";

let kept: Map<string, string>;
let isLocked: boolean;
let isTouched: boolean;
const started: number[] = [];
const contexts: { closed: boolean }[] = [];

class Audio {
  state = "suspended";
  currentTime = 5;
  closed = false;
  constructor() {
    contexts.push(this);
  }
  resume = async () => {};
  close = async () => {
    this.closed = true;
  };
  createGain = () => ({
    gain: { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} },
    connect: (next: unknown) => next,
  });
  createOscillator = () => ({
    frequency: { value: 0 },
    connect: (next: unknown) => next,
    start: (at: number) => started.push(at),
    stop: () => {},
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  [kept, isLocked, isTouched] = [new Map(), false, true];
  started.length = 0;
  contexts.length = 0;
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("window", { isSecureContext: true });
  vi.stubGlobal("AudioContext", Audio);
  const request = async (_: string, __: object, run: (lock: object | null) => Promise<void>) => {
    if (isLocked) return run(null);
    isLocked = true;
    await run({});
    isLocked = false;
  };
  vi.stubGlobal("navigator", {
    locks: { request },
    get userActivation() {
      return { hasBeenActive: isTouched };
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("rings once for what comes together, in whatever tab, and again later", async () => {
  ring();
  ring();
  await vi.advanceTimersByTimeAsync(2_999);
  ring();
  expect(contexts).toHaveLength(1);
  expect(started).toEqual([5, 5.12]);
  expect(contexts[0]?.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(contexts).toHaveLength(2);
});

it("is switched off and on again in this browser", async () => {
  expect(hasSound()).toBe(true);
  setSound(false);
  expect(hasSound()).toBe(false);
  ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(contexts).toEqual([]);
  setSound(true);
  ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(contexts).toHaveLength(1);
});

it("lets nothing be heard in a page that nobody touched", async () => {
  isTouched = false;
  await play();
  expect(started).toEqual([]);
  expect(contexts[0]?.closed).toBe(true);
});
