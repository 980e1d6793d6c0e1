import { type Block, type BlockState, blockAt } from "../lib/block";
import type { Entry, Snapshot } from "../lib/ledger";

/** From which customers of one conversation its business takes nothing, as far as its room has been told. */
export class Blocks {
  readonly #of = new Map<string, BlockState>();

  /** Late news of an older block change nothing. */
  take(blocks: BlockState[]): void {
    for (const each of blocks) {
      const { rev = -1 } = this.#of.get(each.userId) ?? {};
      if (each.rev > rev) this.#of.set(each.userId, each);
    }
  }

  /** Asks about those who came later than the room. */
  async meet(people: object[], ask: () => Promise<Pick<Snapshot, "blocks">>): Promise<void> {
    const strangers = people.flatMap((each) => {
      const isCustomer = "userId" in each && "role" in each && each.role === "customer";
      return isCustomer && typeof each.userId === "string" && !this.#of.has(each.userId) ? [each.userId] : [];
    });
    if (strangers.length === 0) return;
    this.take((await ask()).blocks);
    this.take(strangers.map((userId) => ({ userId, rev: 0, block: null })));
  }

  blockOf(userId: string, nowMs: number): Block | null {
    return blockAt(this.#of.get(userId)?.block ?? null, nowMs);
  }

  /** What somebody who is blocked asks for is marked, so that the ledger stores nothing of it. */
  marked(entry: Entry, nowMs: number): Entry {
    const isBlocked = "userId" in entry && !isLeft(entry) && this.blockOf(entry.userId, nowMs) !== null;
    return isBlocked ? { ...entry, isBlocked } : entry;
  }
}

/** What nobody is kept from: reading, hanging up, and going. */
function isLeft(entry: Entry): boolean {
  if (entry.op === "call") return entry.asked.wish !== "accept";
  return ["receipt", "thread-read", "open", "leave"].includes(entry.op);
}
