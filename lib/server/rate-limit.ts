import { Ratelimit } from "@upstash/ratelimit";
import type { Redis } from "@upstash/redis/cloudflare";
import { Refusal } from "../refusal";
import { LocalBuckets } from "./local-buckets";
import { openRedis } from "./redis";

const MINUTES = 60_000;

/**
 * What may be done how often. `whenDown` says what holds while Redis is away: each process counting for
 * itself, or nothing going through.
 */
export const policies = {
  "sign-in:account": { uses: 10, windowMs: 15 * MINUTES, whenDown: "refuse" },
  "sign-in:address": { uses: 10, windowMs: 15 * MINUTES, whenDown: "refuse" },
  register: { uses: 10, windowMs: 60 * MINUTES, whenDown: "local" },
  /** A market hall has one address for all who are in it. */
  guest: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  /** So does the shop whose pages say who somebody is. */
  identify: { uses: 300, windowMs: 15 * MINUTES, whenDown: "local" },
  ticket: { uses: 120, windowMs: 1 * MINUTES, whenDown: "local" },
  /** Of those who have no other way to a conversation: in each tab one every 25 s, and one for all that happens. */
  changes: { uses: 300, windowMs: 1 * MINUTES, whenDown: "local" },
  upload: { uses: 100, windowMs: 10 * MINUTES, whenDown: "local" },
  file: { uses: 1_000, windowMs: 1 * MINUTES, whenDown: "local" },
  secret: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  search: { uses: 120, windowMs: 1 * MINUTES, whenDown: "local" },
  group: { uses: 20, windowMs: 60 * MINUTES, whenDown: "local" },
  invitation: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Mails cost, and go to people who did not ask for them. */
  "invitation:address": { uses: 5, windowMs: 24 * 60 * MINUTES, whenDown: "refuse" },
  accept: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  action: { uses: 300, windowMs: 1 * MINUTES, whenDown: "local" },
  /** Saved every second while somebody writes. */
  draft: { uses: 150, windowMs: 1 * MINUTES, whenDown: "local" },
  /** By mail, of one address; what is refused now is sent again by its mail server. */
  "mail:sender": { uses: 30, windowMs: 60 * MINUTES, whenDown: "local" },
  "mail:conversation": { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Of people who write to a business for the first time. */
  "mail:business": { uses: 200, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Mails that say to one address that a mail from there was refused. */
  "mail:refused": { uses: 1, windowMs: 60 * MINUTES, whenDown: "refuse" },
  /** Each reads all that was counted of a period. */
  figures: { uses: 60, windowMs: 1 * MINUTES, whenDown: "local" },
  /** Each is a mail, and a push to every browser. */
  "notification:test": { uses: 10, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Mails that ask whether posts are to come: of one person, about one business to one address, and to one address. */
  "following:reader": { uses: 10, windowMs: 60 * MINUTES, whenDown: "refuse" },
  "following:address": { uses: 1, windowMs: 60 * MINUTES, whenDown: "refuse" },
  "following:mailbox": { uses: 5, windowMs: 24 * 60 * MINUTES, whenDown: "refuse" },
  token: { uses: 30, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Each has the server ask another. */
  webhook: { uses: 60, windowMs: 10 * MINUTES, whenDown: "local" },
  preview: { uses: 30, windowMs: 1 * MINUTES, whenDown: "local" },
  call: { uses: 30, windowMs: 10 * MINUTES, whenDown: "local" },
  api: { uses: 500, windowMs: 15 * MINUTES, whenDown: "local" },
} as const satisfies Record<string, Policy>;
export type PolicyName = keyof typeof policies;

interface Policy {
  uses: number;
  windowMs: number;
  whenDown: WhenDown;
}
type WhenDown = "local" | "refuse";

/** What is refused without an answer may wait for one a little longer. */
const REFUSING_TIMEOUT_MS = 1_000;

/** Counts uses per policy and caller. */
export class RateLimit {
  readonly #redis: Record<WhenDown, Redis>;
  readonly #now: () => number;
  readonly #local = new LocalBuckets();

  constructor(redis: { url: string; token: string }, now: () => number) {
    this.#redis = {
      local: openRedis(redis),
      refuse: openRedis({ ...redis, timeoutMs: REFUSING_TIMEOUT_MS }),
    };
    this.#now = now;
  }

  /** Throws `too-many` past the policy, `unavailable` where it refuses while Redis is away. */
  async use(name: PolicyName, caller: string): Promise<void> {
    const { whenDown }: Policy = policies[name];
    const isWithin = await this.#ask(name, caller, 1).catch((cause: unknown) => {
      if (whenDown === "refuse") throw new Refusal("unavailable", { cause });
      return this.#isWithinHere(name, caller);
    });
    if (!isWithin) throw new Refusal("too-many");
  }

  /** Counted in this process alone, without a way to Redis: for what is asked often and costs little. */
  useHere(name: PolicyName, caller: string): void {
    if (!this.#isWithinHere(name, caller)) throw new Refusal("too-many");
  }

  /** Takes one use back, where only failures are to count. A use that stays counted harms nobody. */
  async giveBack(name: PolicyName, caller: string): Promise<void> {
    await this.#ask(name, caller, -1).catch(() => undefined);
  }

  #isWithinHere(name: PolicyName, caller: string): boolean {
    const { uses, windowMs } = policies[name];
    return this.#local.use(`${name}:${caller}`, { uses, windowMs, now: this.#now() });
  }

  async #ask(name: PolicyName, caller: string, rate: number): Promise<boolean> {
    const { uses, windowMs, whenDown } = policies[name];
    const { success } = await new Ratelimit({
      redis: this.#redis[whenDown],
      limiter: Ratelimit.slidingWindow(uses, `${windowMs} ms`),
      prefix: `limit:${name}`,
      ephemeralCache: false,
      // Its own way out is to let everything pass; ours is the timeout of the Redis client.
      timeout: 0,
    }).limit(caller, { rate });
    return success;
  }
}
