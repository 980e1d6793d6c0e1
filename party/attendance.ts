import { businessOfInbox } from "../lib/protocol/feed";
import { markGone, markHere, PRESENCE_TTL_MS, type Seat } from "../lib/server/presence";
import { openRedis } from "../lib/server/redis";
import type { Settings } from "./settings";

const MARKED_EVERY_MS = PRESENCE_TTL_MS / 5;

/** Where it stands who is there. */
interface Board {
  here: (seat: Seat, nowMs: number) => Promise<void>;
  gone: (seat: Seat) => Promise<void>;
}

/**
 * Lets the public see who of a business is there: whoever has its inbox open and gives signs of life. Of a line that
 * is dead no sign comes, so nobody has to be told.
 */
export class Attendance {
  readonly #businessId: string | undefined;
  /** When each was last marked, of those who have not left. */
  readonly #markedAtMs = new Map<string, number>();

  constructor(
    feed: string,
    readonly board: Board,
  ) {
    this.#businessId = businessOfInbox(feed);
  }

  async sign(userId: string, nowMs: number): Promise<void> {
    const markedAtMs = this.#markedAtMs.get(userId);
    if (!this.#businessId || (markedAtMs !== undefined && nowMs - markedAtMs < MARKED_EVERY_MS)) return;
    this.#markedAtMs.set(userId, nowMs);
    await this.board.here({ businessId: this.#businessId, userId }, nowMs);
  }

  async leave(userId: string): Promise<void> {
    if (!this.#businessId) return;
    this.#markedAtMs.delete(userId);
    await this.board.gone({ businessId: this.#businessId, userId });
  }
}

export function boardIn(settings: () => Settings): Board {
  const redis = () => {
    const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings();
    return openRedis({ url, token });
  };
  return {
    here: (seat, nowMs) => markHere(redis(), seat, nowMs),
    gone: (seat) => markGone(redis(), seat),
  };
}
