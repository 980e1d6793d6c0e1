import { isStaff } from "../lib/permissions";
import type { Command } from "../lib/protocol/command";
import type { Participant } from "../lib/protocol/event";
import type { ActivityEvent } from "../lib/protocol/feed";
import type { Announcer } from "./announcer";
import type { Audience } from "./audience";
import { codeOf } from "./failure";
import { FrameLimits } from "./frame-limit";
import type { ConversationLedger } from "./ledger";

/** Of one person in one conversation, and twice as many at once. What is left out is made up for or lapses. */
export const ACTIVITY_TOLD_PER_SECOND = 2;
/** Clients give a sign at least every 20 s, and while somebody types every 3 s. */
export const BELIEVED_MS = { here: 30_000, typing: 6_000, gone: 0 };
const RENEWED_AFTER_MS = { here: 5_000, typing: 2_000, gone: Number.POSITIVE_INFINITY };

/**
 * Who of the business has a conversation in sight and who types in it, told to the inbox of the business and kept
 * nowhere. It is told again with the signs of life that come anyway and lapses without them, so that of a line that is
 * dead nobody has to be told.
 */
export class Activity {
  /** What the inbox may still believe, by person. */
  readonly #told = new Map<string, { event: ActivityEvent; businessId: string; atMs: number }>();
  readonly #limits = new FrameLimits(ACTIVITY_TOLD_PER_SECOND);

  constructor(
    readonly conversationId: string,
    readonly announcer: Pick<Announcer, "known">,
    readonly audience: Pick<Audience, "presentOf" | "seenOf">,
    readonly ledger: Pick<ConversationLedger, "tellInbox">,
  ) {}

  /**
   * After what somebody did over a socket; without a command they came in. They are refused nothing of it where it cannot
   * be told: it is told with their next sign of life.
   */
  async notice(person: Participant, command?: Command): Promise<void> {
    await this.#notice(person, command).catch((error: unknown) => codeOf(error));
  }

  async #notice({ userId, name, role }: Participant, command?: Command): Promise<void> {
    const { kind, businessId } = await this.announcer.known();
    if (kind !== "direct" && kind !== "group") return;
    const nowMs = Date.now();
    const told = this.#lately(userId, nowMs);
    const isAboutTyping = command?.type === "typing";
    const isTyping = isAboutTyping ? command.isTyping : told?.event.is === "typing";
    const is = this.#howIs({ userId, role }, isTyping);
    const isRenewed = told && nowMs - told.atMs >= RENEWED_AFTER_MS[is] && (is !== "typing" || isAboutTyping);
    if (is === (told?.event.is ?? "gone") && !isRenewed) return;
    if (this.#limits.take(userId, nowMs) !== "ok") return;
    const { conversationId } = this;
    const event = {
      ...{ type: "activity" as const, conversationId, userId, name, role, is },
      forMs: BELIEVED_MS[is],
    };
    this.ledger.tellInbox(businessId, event);
    if (is === "gone") this.#told.delete(userId);
    else this.#told.set(userId, { event, businessId, atMs: nowMs });
  }

  /** With their last socket, or for the eyes of the others. */
  left(userId: string): void {
    const told = this.#told.get(userId);
    this.#told.delete(userId);
    if (told) this.ledger.tellInbox(told.businessId, { ...told.event, is: "gone", forMs: 0 });
  }

  #howIs({ userId, role }: Pick<Participant, "userId" | "role">, isTyping: boolean): ActivityEvent["is"] {
    if (this.audience.presentOf(userId)?.status !== "online") return "gone";
    // Whoever is hidden is seen to type in the conversation, too.
    if (isTyping) return "typing";
    return isStaff(role) && this.audience.seenOf(userId) ? "here" : "gone";
  }

  #lately(userId: string, nowMs: number) {
    const told = this.#told.get(userId);
    return told && nowMs - told.atMs < told.event.forMs ? told : undefined;
  }
}
