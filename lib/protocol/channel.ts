import { z } from "zod/mini";
import { post } from "./post";

/**
 * What a relay says, to all its readers the same. `welcome` and `reset` mean "from here on you hear everything": load
 * the posts anew on both. On `full` come to the next relay.
 */
export const channelEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("welcome") }),
  z.object({ type: z.literal("reset") }),
  z.object({ type: z.literal("full") }),
  /** As it is now: a new one, an edited or deleted one, or one under which other emoji stand. */
  z.object({ type: z.literal("post:changed"), post }),
  z.object({ type: z.literal("pong") }),
  z.object({ type: z.literal("ping"), nonce: z.int() }),
]);
export type ChannelEvent = z.infer<typeof channelEvent>;

/** The room of a relay of a broadcast. */
export function relayRoom(broadcastId: string, relay: number): string {
  return `${broadcastId}-${relay}`;
}

export function broadcastOfRelay(room: string): string {
  return room.slice(0, room.lastIndexOf("-"));
}

/** What the rooms file the relays of a broadcast under. */
export function channelFeed(broadcastId: string): string {
  return `channel-${broadcastId}`;
}
