/** Breaks the product on purpose, one promise at a time: a fuzz that did not notice would be worth nothing. */
import { v7 as uuid } from "uuid";
import { afterEach, expect, it, vi } from "vitest";
import type { Append } from "@/db/append";
import type * as conversationState from "@/lib/conversation-state";
import { Announcer } from "@/party/announcer";
import { Audience } from "@/party/audience";
import { Stream } from "@/party/stream";
import { Visitor } from "@/party/visitor";
import { playInMemory, seeds } from "./company";
import { Memory } from "./memory";
import { Device } from "./tab";

const SEEDS_MAX = 1_500;

vi.setConfig({ testTimeout: 120_000 });
const mutant = vi.hoisted(() => ({ ignoresNeeds: false, tellsTooEarly: false }));

vi.mock("uuid", async (original) => (await import("./ids")).idsOver(await original()));
vi.mock("@vercel/postgres", async () => ({ createPool: (await import("./pool")).createPool }));
vi.mock("@/db/append", async (original) => {
  const over = (await import("./seam")).appendingOver(await original());
  const append: typeof over.append = (pool, batch) => {
    const stored = over.append(pool, batch);
    const { memory } = Object(pool);
    if (!mutant.tellsTooEarly || !(memory instanceof Memory)) return stored;
    stored.catch(() => {});
    return Promise.resolve(memory.copy().append(batch));
  };
  return { ...over, append };
});
vi.mock("@/db/snapshot", async (original) => (await import("./seam")).snapshotsOver(await original()));
vi.mock("@/lib/conversation-state", async (original) => {
  const real = await original<typeof conversationState>();
  const apply: typeof real.apply = (...given) => {
    const state = real.apply(...given);
    return mutant.ignoresNeeds ? { ...state, needs: "nothing" } : state;
  };
  return { ...real, apply };
});

afterEach(() => {
  mutant.ignoresNeeds = false;
  mutant.tellsTooEarly = false;
});

async function isNoticed(memory?: () => Memory): Promise<boolean> {
  const run = await playInMemory(seeds(SEEDS_MAX), { ...(memory && { memory }), isShortened: false });
  return run !== undefined;
}

it("notices when a message is told before it is stored", async () => {
  mutant.tellsTooEarly = true;
  expect(await isNoticed()).toBe(true);
});

it("notices when a client goes on over a gap", async () => {
  mutant.ignoresNeeds = true;
  expect(await isNoticed()).toBe(true);
});

it("notices when a repeat is stored again", async () => {
  class Forgetful extends Memory {
    override append(batch: Append[]) {
      const renamed = batch.map((each) => {
        const { entry } = each;
        return entry.op === "message" && this.has(entry.id)
          ? { ...each, entry: { ...entry, id: uuid() } }
          : each;
      });
      return super.append(renamed);
    }
  }
  expect(await isNoticed(() => new Forgetful())).toBe(true);
});

it("notices when a text leaves the outbox as soon as it is sent", async () => {
  const { outboxOf } = Device.prototype;
  vi.spyOn(Device.prototype, "outboxOf").mockImplementation(function (this: Device, tab) {
    return { ...outboxOf.call(this, tab), put: async () => {} };
  });
  expect(await isNoticed()).toBe(true);
});

it("notices when what happens during a replay is not told after it", async () => {
  const { release } = Audience.prototype;
  vi.spyOn(Audience.prototype, "release").mockImplementation(function (this: Audience, socket) {
    release.call(this, socket, Number.POSITIVE_INFINITY);
  });
  expect(await isNoticed()).toBe(true);
});

it("notices when a room that is behind welcomes people with what it knew", async () => {
  const { known } = Announcer.prototype;
  vi.spyOn(Announcer.prototype, "known").mockImplementation(function (this: Announcer) {
    return known.call(this);
  });
  expect(await isNoticed()).toBe(true);
});

it("notices when whoever was shown out of a group goes on hearing", async () => {
  vi.spyOn(Audience.prototype, "part").mockImplementation(() => {});
  expect(await isNoticed()).toBe(true);
});

it("notices when a thread's places are not counted", async () => {
  class Uncounted extends Memory {
    override async head(...asked: Parameters<Memory["head"]>) {
      const head = await super.head(...asked);
      return { ...head, threads: head.threads.map((each) => ({ ...each, replies: 0 })) };
    }
  }
  expect(await isNoticed(() => new Uncounted())).toBe(true);
});

it("notices when a stream loses what somebody said", async () => {
  const { send } = Stream.prototype;
  vi.spyOn(Stream.prototype, "send").mockImplementation(function (this: Stream<unknown>, frame) {
    if (!frame.includes('"message:new"')) send.call(this, frame);
  });
  expect(await isNoticed()).toBe(true);
});

it("notices when a visit does not bring what was missed", async () => {
  const { send } = Visitor.prototype;
  vi.spyOn(Visitor.prototype, "send").mockImplementation(function (this: Visitor, frame) {
    if (!frame.includes('"message:new"')) send.call(this, frame);
  });
  expect(await isNoticed()).toBe(true);
});
