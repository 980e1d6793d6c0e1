import { z } from "zod/mini";
import { roomShards } from "../lib/protocol/ticket";
import { ROOM_FRAMES_PER_SECOND, ROOM_READERS_MAX } from "../lib/room-limits";
import { consoleSink, LOG_LEVELS, logTo } from "../lib/server/log";

const required = z.string().check(z.minLength(1));

const settings = z.object({
  POSTGRES_URL: required,
  POSTGRES_WS_PROXY: z.optional(z.string()),
  /** `host:port` of a Postgres that the rooms reach over TCP. */
  POSTGRES_TCP: z.optional(z.string()),
  TICKET_SECRET: z.string().check(z.minLength(32)),
  UPSTASH_REDIS_REST_URL: required,
  UPSTASH_REDIS_REST_TOKEN: required,
  ALLOWED_ORIGINS: z.pipe(
    z._default(z.string(), ""),
    z.transform((list) => list.split(",").map((origin) => origin.trim())),
  ),
  ROOM_SHARDS: roomShards,
  /** Whether the rooms of conversations may sleep while sockets are open. */
  ROOMS_HIBERNATE: z._default(z.enum(["0", "1"]), "1"),
  /** How many readers of a broadcast one room holds. */
  ROOM_READERS_MAX: z._default(z.coerce.number().check(z.int(), z.minimum(1)), ROOM_READERS_MAX),
  LOG_LEVEL: z._default(z.enum(LOG_LEVELS), "info"),
  ROOM_FRAMES_PER_SECOND: z._default(z.coerce.number().check(z.positive()), ROOM_FRAMES_PER_SECOND),
});
export type Settings = z.infer<typeof settings>;

type Environment = Record<string, unknown>;

let last: { env: Environment; settings: Settings } | undefined;

/**
 * The rooms' settings; a missing one is named in the error. The platform hands out a copy of the environment with
 * every request, so it is read again only if it says something else.
 */
export function settingsOf({ env }: { env: Environment }): Settings {
  if (!last || !isSame(last.env, env)) {
    last = { env, settings: settings.parse(env) };
    logTo(consoleSink("rooms", last.settings.LOG_LEVEL));
  }
  return last.settings;
}

function isSame(one: Environment, other: Environment): boolean {
  return one === other || Object.keys(settings.shape).every((name) => one[name] === other[name]);
}
