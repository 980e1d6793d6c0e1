import { markLastSeen } from "../lib/server/last-seen";
import { openRedis } from "../lib/server/redis";
import type { Settings } from "./settings";

const GATHERED_FOR_MS = 250;
/** Written at once; whoever leaves after that is in the next writing. */
const LEAVERS_MAX = 1_000;
/** Nobody waits for it. */
const WRITTEN_WITHIN_MS = 5_000;

/** Who left the rooms of one object, and when: a crowd that is cut off in one moment is written as one. */
export class Leavers {
  #seen = new Map<string, Date>();
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly settings: () => Settings) {}

  add(userId: string, at: Date): void {
    this.#seen.set(userId, at);
    if (this.#seen.size >= LEAVERS_MAX) this.#write();
    else this.#writing ??= setTimeout(() => this.#write(), GATHERED_FOR_MS);
  }

  #write(): void {
    clearTimeout(this.#writing);
    this.#writing = undefined;
    const seen = this.#seen;
    this.#seen = new Map();
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = this.settings();
    void markLastSeen(openRedis({ url, token, timeoutMs: WRITTEN_WITHIN_MS }), seen);
  }
}
