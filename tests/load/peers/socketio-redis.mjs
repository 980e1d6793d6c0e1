import { Redis } from "ioredis";
import { redisUrl } from "./settings.mjs";
import { serveSocketRooms } from "./socketio.mjs";

/** One list per room, in a Redis that syncs its file before it answers. What comes in together is synced together. */
const redis = new Redis(redisUrl, { enableAutoPipelining: true });

serveSocketRooms({
  isMember: () => true,
  store: (message) => redis.rpush(`messages:${message.room}`, JSON.stringify(message)),
});
