import { CALL_GONE_MS, type CallMoment, type CallWish } from "../lib/call";
import type { Entry } from "../lib/ledger";
import type { CallCommand } from "../lib/protocol/call";
import type { Participant } from "../lib/protocol/event";
import { Refusal } from "../lib/refusal";
import type { Audience } from "./audience";
import type { ConversationLedger } from "./ledger";

/** Past this many people those who left first are forgotten, and count as gone a little early. */
const LEFT_MAX = 1_000;

type CallEntry = Extract<Entry, { op: "ring" | "call" }>;
type Signal = Extract<CallCommand, { type: "call:signal" }>;
type Left = Pick<Participant, "userId" | "role"> & { atMs: number };

/** The calls of one conversation: what becomes of them is the ledger's to say, what their two ends say is only handed on. */
export class Calls {
  /** Who left within CALL_GONE_MS, and may only have lost their line. */
  readonly #left = new Map<string, Left>();
  /** The two ends of the call that was asked about last; they do not change once somebody has taken it. */
  #known: { id: string; parties: string[] } | undefined;

  constructor(
    readonly ledger: Pick<ConversationLedger, "partiesOfCall">,
    readonly audience: Pick<Audience, "present" | "tellPerson">,
  ) {}

  left({ userId, role }: Participant, atMs: number): void {
    this.#left.delete(userId);
    this.#left.set(userId, { userId, role, atMs });
    const [first] = this.#left.keys();
    if (this.#left.size > LEFT_MAX && first !== undefined) this.#left.delete(first);
  }

  /** What a command asks the ledger for. */
  entryFor(command: Exclude<CallCommand, Signal>, author: Participant, nowMs: number): CallEntry {
    const { id } = command;
    if (command.type === "call:start") return { op: "ring", id, device: command.device, ...author };
    return { op: "call", id, asked: wishIn(command), here: this.#here(nowMs), ...author };
  }

  /** Hands on to one end of a call what the other says; kept nowhere. */
  async relay({ id, to, signal }: Signal, { userId: from }: Participant): Promise<void> {
    const parties = await this.#partiesOf(id);
    if (from === to || !parties.includes(from) || !parties.includes(to)) throw new Refusal("not-found");
    this.audience.tellPerson(to, { type: "call:signal", id, from, signal });
  }

  async #partiesOf(id: string): Promise<string[]> {
    if (this.#known?.id === id) return this.#known.parties;
    const parties = await this.ledger.partiesOfCall(id);
    if (parties.length > 0) this.#known = { id, parties };
    return parties;
  }

  #here(nowMs: number): CallMoment["here"] {
    for (const [userId, { atMs }] of this.#left) if (nowMs - atMs > CALL_GONE_MS) this.#left.delete(userId);
    const here = new Map(
      [...this.#left.values(), ...this.audience.present()].map((each) => [each.userId, each]),
    );
    return Array.from(here.values(), ({ userId, role }) => ({ userId, role }));
  }
}

function wishIn(command: Exclude<CallCommand, { type: "call:start" | "call:signal" }>): CallWish {
  switch (command.type) {
    case "call:accept":
      return { wish: "accept", device: command.device };
    case "call:decline":
      return { wish: "decline", isBusy: command.isBusy ?? false };
    case "call:end":
      return { wish: "end" };
  }
}
