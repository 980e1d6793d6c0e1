import { Ratelimit } from "@upstash/ratelimit";
import type { Redis } from "@upstash/redis/cloudflare";
import { Refusal } from "../refusal";
import { LocalBuckets } from "./local-buckets";
import { countLimit } from "./metrics";
import { openRedis } from "./redis";
import { Together } from "./together";

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
  guest: { uses: 200, windowMs: 60 * MINUTES, whenDown: "local" },
  /** So does the shop whose pages say who somebody is. */
  identify: { uses: 300, windowMs: 15 * MINUTES, whenDown: "local" },
  ticket: { uses: 120, windowMs: 1 * MINUTES, whenDown: "local" },
  /** Of those who have no other way to a conversation: in each tab one every 25 s, and one for all that happens. */
  changes: { uses: 300, windowMs: 1 * MINUTES, whenDown: "local" },
  upload: { uses: 100, windowMs: 10 * MINUTES, whenDown: "local" },
  file: { uses: 1_000, windowMs: 1 * MINUTES, whenDown: "local" },
  /** A film is asked for piece by piece. */
  piece: { uses: 3_000, windowMs: 1 * MINUTES, whenDown: "local" },
  secret: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  search: { uses: 120, windowMs: 1 * MINUTES, whenDown: "local" },
  group: { uses: 20, windowMs: 60 * MINUTES, whenDown: "local" },
  invitation: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Mails cost, and go to people who did not ask for them. */
  "invitation:address": { uses: 5, windowMs: 24 * 60 * MINUTES, whenDown: "refuse" },
  accept: { uses: 60, windowMs: 60 * MINUTES, whenDown: "local" },
  admin: { uses: 120, windowMs: 1 * MINUTES, whenDown: "local" },
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
  audit: { uses: 120, windowMs: 1 * MINUTES, whenDown: "local" },
  /** Each may read all that there is. */
  "audit:export": { uses: 20, windowMs: 10 * MINUTES, whenDown: "local" },
  /** Each is a mail, and a push to every browser. */
  "notification:test": { uses: 10, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Mails that ask whether posts are to come: of one person, about one business to one address, and to one address. */
  "following:reader": { uses: 10, windowMs: 60 * MINUTES, whenDown: "refuse" },
  "following:address": { uses: 1, windowMs: 60 * MINUTES, whenDown: "refuse" },
  "following:mailbox": { uses: 5, windowMs: 24 * 60 * MINUTES, whenDown: "refuse" },
  /** Mails to an address that somebody named as theirs: by one person, and to one address, also where it was forgotten. */
  "account-mail:person": { uses: 10, windowMs: 60 * MINUTES, whenDown: "refuse" },
  "account-mail:address": { uses: 5, windowMs: 60 * MINUTES, whenDown: "refuse" },
  "forgotten:caller": { uses: 30, windowMs: 60 * MINUTES, whenDown: "refuse" },
  /** Each reads all that is somebody's. */
  "my-data": { uses: 10, windowMs: 60 * MINUTES, whenDown: "local" },
  token: { uses: 30, windowMs: 60 * MINUTES, whenDown: "local" },
  /** Each has the server ask another. */
  webhook: { uses: 60, windowMs: 10 * MINUTES, whenDown: "local" },
  preview: { uses: 30, windowMs: 1 * MINUTES, whenDown: "local" },
  call: { uses: 30, windowMs: 10 * MINUTES, whenDown: "local" },
  /** It answers all customers of a business, each with some requests. */
  bot: { uses: 5_000, windowMs: 15 * MINUTES, whenDown: "local" },
  api: { uses: 500, windowMs: 15 * MINUTES, whenDown: "local" },
  /** Tokens that are none of ours, by the address they come from. */
  "api:unknown": { uses: 500, windowMs: 15 * MINUTES, whenDown: "local" },
} as const satisfies Record<string, Policy>;
export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies).filter((name): name is PolicyName => name in policies);

export interface Policy {
  uses: number;
  windowMs: number;
  whenDown: WhenDown;
}
type WhenDown = "local" | "refuse";

/** How a caller stands with a policy after a use. */
export interface Standing {
  policy: PolicyName;
  /** What it allows in all. */
  uses: number;
  remaining: number;
  /** How long until the window ends in which it was counted. */
  resetMs: number;
}

/** Past a policy; after `retryAfterMs` one more use would be within it. */
export class LimitRefusal extends Refusal {
  constructor(readonly retryAfterMs: number) {
    super("too-many");
  }
}

/** What policies allow at this moment, as admins set it. */
export interface UsesInForce {
  usesOf: (name: PolicyName) => number;
  /** What to wait for before they are asked for, if there is anything. */
  caughtUp: () => Promise<void> | undefined;
}

const asByDefault: UsesInForce = { usesOf: (name) => policies[name].uses, caughtUp: () => undefined };

/** What is refused without an answer may wait for one a little longer. */
const REFUSING_TIMEOUT_MS = 1_000;

/** Counts uses per policy and caller. */
export class RateLimit {
  readonly #redis: Record<WhenDown, Redis>;
  readonly #together = { local: new Together(), refuse: new Together() };
  readonly #now: () => number;
  readonly #note: (standing: Standing) => void;
  readonly #inForce: UsesInForce;
  readonly #local = new LocalBuckets();

  /** `note` hears of every use, whether it was within its policy or not. */
  constructor(
    redis: { url: string; token: string },
    now: () => number,
    note: (standing: Standing) => void = () => {},
    inForce = asByDefault,
  ) {
    this.#redis = {
      local: openRedis(redis),
      refuse: openRedis({ ...redis, timeoutMs: REFUSING_TIMEOUT_MS }),
    };
    this.#now = now;
    this.#note = note;
    this.#inForce = inForce;
  }

  /** Throws `too-many` past the policy, `unavailable` where it refuses while Redis is away. */
  async use(name: PolicyName, caller: string): Promise<void> {
    const waited = this.#inForce.caughtUp();
    if (waited) await waited;
    const { whenDown }: Policy = policies[name];
    const asked = await this.#together[whenDown]
      .call(() => this.#ask(name, caller, 1))
      .catch((cause: unknown) => {
        if (whenDown === "refuse") throw new Refusal("unavailable", { cause });
      });
    if (!asked) return this.#countHere(name, caller);
    const { success, remaining, reset } = asked;
    const resetMs = reset - this.#now();
    this.#note({ policy: name, uses: this.#inForce.usesOf(name), remaining, resetMs });
    if (!success) throw past(name, await this.#waitMs(name, caller, reset));
  }

  /** Counted in this process alone, without a way to Redis: for what is asked often and costs little. */
  useHere(name: PolicyName, caller: string): void {
    this.#countHere(name, caller);
  }

  #countHere(name: PolicyName, caller: string): void {
    const { windowMs } = policies[name];
    const uses = this.#inForce.usesOf(name);
    const now = this.#now();
    const { isWithin, remaining, endsAt } = this.#local.use(`${name}:${caller}`, { uses, windowMs, now });
    const resetMs = endsAt - now;
    this.#note({ policy: name, uses, remaining, resetMs });
    if (!isWithin) throw past(name, resetMs);
  }

  /** Takes one use back, where only failures are to count. A use that stays counted harms nobody. */
  async giveBack(name: PolicyName, caller: string): Promise<void> {
    await this.#ask(name, caller, -1).catch(() => undefined);
  }

  /** Nothing is left of how often callers did something; what they may not do again yet, they may then. */
  async forget(callers: string[]): Promise<void> {
    const keys = callers.flatMap((caller) =>
      policyNames.flatMap((name) => {
        const window = Math.floor(this.#now() / policies[name].windowMs);
        return [window, window - 1].map((n) => `${prefixOf(name)}:${caller}:${n}`);
      }),
    );
    await this.#redis.refuse.del(...keys);
  }

  #ask(name: PolicyName, caller: string, rate: number) {
    const { windowMs, whenDown } = policies[name];
    const uses = this.#inForce.usesOf(name);
    return new Ratelimit({
      redis: this.#redis[whenDown],
      limiter: Ratelimit.slidingWindow(uses, `${windowMs} ms`),
      prefix: prefixOf(name),
      ephemeralCache: false,
      // Its own way out is to let everything pass; ours is the timeout of the Redis client.
      timeout: 0,
    }).limit(caller, { rate });
  }

  /**
   * Until when a caller has to wait. Of the window before, as much counts as of it lies within the last `windowMs`: what
   * was used in it runs out bit by bit, and what was used in this one begins to once this one ends.
   */
  async #waitMs(name: PolicyName, caller: string, reset: number): Promise<number> {
    const { windowMs, whenDown } = policies[name];
    const uses = this.#inForce.usesOf(name);
    const window = reset / windowMs - 1;
    const keys = [window, window - 1].map((n) => `${prefixOf(name)}:${caller}:${n}`);
    const counts = await this.#redis[whenDown].mget<(number | null)[]>(...keys).catch(() => []);
    const [current = uses, before = 0] = counts.map(Number);
    const isFree = current >= uses ? 1 : before <= 0 ? 0 : 1 - (uses - current) / before;
    const freeAt = reset - windowMs + Math.floor(isFree * windowMs) + 1;
    return Math.max(1, freeAt - this.#now());
  }
}

function past(name: PolicyName, retryAfterMs: number): LimitRefusal {
  countLimit(name);
  return new LimitRefusal(retryAfterMs);
}

function prefixOf(name: PolicyName): string {
  return `limit:${name}`;
}
