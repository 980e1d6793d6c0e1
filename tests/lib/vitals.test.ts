import { describe, expect, it } from "vitest";
import { type RoomFigures, STORING_BUCKETS_MS } from "@/lib/room-figures";
import { pulsesOf, type Vitals } from "@/lib/vitals";

const MINUTE_MS = 60_000;

/** A shard that stored so many batches, each of one message, in so many milliseconds at most. */
function shard(batches: number, ms: number, sockets = 1): RoomFigures {
  return {
    ...{ rooms: 1, sockets, followers: 0, messages: batches, batches, failures: 0, storingMs: batches * ms },
    within: STORING_BUCKETS_MS.map((bound) => (ms <= bound ? batches : 0)),
  };
}

function at(minute: number, shards: Vitals["shards"]): Vitals {
  return { minute: minute * MINUTE_MS, shards, waiting: 0, lateMs: 0 };
}

describe("vitals", () => {
  it("are of all shards together, each minute by what was done since the one before", () => {
    const known = [at(2, [shard(180, 2, 3), shard(60, 2, 4)]), at(1, [shard(60, 2), shard(0, 2)])];
    const pulses = pulsesOf(known, 2);
    expect(pulses.map(({ minute }) => minute / MINUTE_MS)).toEqual([1, 2]);
    expect(pulses[1]).toMatchObject({ sockets: 7, rooms: 2, messagesPerSecond: 3, p50: 2, p99: 2 });
    expect(pulses[0]).toMatchObject({ sockets: 2, messagesPerSecond: null, p50: null });
  });

  it("say what half and 99 of 100 took at most", () => {
    const fast = shard(98, 1);
    const within = fast.within.map((count, n) => count + ((STORING_BUCKETS_MS[n] ?? 0) >= 500 ? 2 : 0));
    const known = [at(1, [{ ...fast, batches: 100, within }]), at(0, [shard(0, 1)])];
    expect(pulsesOf(known, 1)[0]).toMatchObject({ p50: 1, p99: 500 });
  });

  it("go on from nothing where a shard began anew", () => {
    const known = [at(1, [shard(120, 5)]), at(0, [shard(9_000, 5)])];
    expect(pulsesOf(known, 1)[0]).toMatchObject({ messagesPerSecond: 2, p50: 5 });
  });

  it("know nothing of a minute in which a shard did not answer or nobody looked", () => {
    const known = [at(5, [shard(1, 1), null]), at(3, [shard(1, 1), shard(1, 1)])];
    const [third, fourth, fifth] = pulsesOf(known, 3);
    expect(third?.sockets).toBe(2);
    for (const pulse of [fourth, fifth])
      expect(pulse).toMatchObject({ sockets: null, messagesPerSecond: null, p99: null });
    expect([fourth?.waiting, fifth?.waiting]).toEqual([null, 0]);
    expect(pulsesOf([])).toEqual([]);
  });

  it("have no time where nothing was stored", () => {
    const known = [at(1, [shard(4, 1)]), at(0, [shard(4, 1)])];
    expect(pulsesOf(known, 1)[0]).toMatchObject({ messagesPerSecond: 0, p50: null, p99: null });
  });
});
