import type * as Party from "partykit/server";
import { assert } from "../lib/assert";
import { Refusal } from "../lib/refusal";

/** Rooms that do not pick up for this long are not waited for. */
const PICKED_UP_WITHIN_MS = 10_000;

export type Line = Awaited<ReturnType<Party.Stub["socket"]>>;

/** Opens a line to one shard of the rooms, to hear the news of a feed. Rejects when it takes too long. */
export async function dialRooms({ context }: Party.Room, shard: string, feed: string): Promise<Line> {
  const rooms = context.parties.main;
  assert(rooms, "the main party is there");
  const dialled = rooms.get(shard).socket(`/?follow=${encodeURIComponent(feed)}`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Refusal("unavailable"));
      hangUpOn(dialled);
    }, PICKED_UP_WITHIN_MS);
  });
  return Promise.race([dialled, late]).finally(() => clearTimeout(timer));
}

/** Also on what has not picked up yet; a dial that fails leaves nothing to hang up. */
export function hangUpOn(dialled: Promise<Line>): void {
  dialled.then(
    (line) => line.close(1000, "not needed"),
    () => {},
  );
}
