import { furthest } from "../lib/delivery";
import type { Snapshot } from "../lib/ledger";
import type { Member, Receipt } from "../lib/protocol/event";
import type { ThreadRead } from "../lib/protocol/thread";

/** What a room knows of its conversation, and the version it has told its audience of. */
export interface Known {
  kind: Snapshot["kind"];
  businessId: string;
  rev: number;
  seq: number;
  title: string;
  participants: Map<string, Member>;
  receipts: Map<string, Receipt>;
  /** How far each person has read each thread. */
  threadReads: Map<string, Map<string, ThreadRead>>;
  /** Where completion is proposed: the message that tells of it. */
  closing: Snapshot["closing"];
}

export function knownOf({ participants, receipts, threadReads, ...snapshot }: Snapshot): Known {
  const known: Known = {
    ...snapshot,
    participants: new Map(participants.map((each) => [each.userId, each])),
    receipts: new Map(receipts.map((each) => [each.userId, each])),
    threadReads: new Map(),
  };
  for (const each of threadReads) glance(known, each);
  return known;
}

export function glance(
  { threadReads }: Known,
  { userId, threadId, read }: ThreadRead & { userId: string },
): void {
  const theirs = threadReads.get(userId) ?? new Map<string, ThreadRead>();
  threadReads.set(userId, theirs);
  theirs.set(threadId, { threadId, read: Math.max(read, theirs.get(threadId)?.read ?? 0) });
}

export function remember(known: Known, receipt: Receipt): void {
  known.receipts.set(receipt.userId, furthest(known.receipts.get(receipt.userId), receipt));
}
