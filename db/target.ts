import { unreachable } from "../lib/assert";
import { callAfter, callOf } from "../lib/call";
import { closingAfter, closingOf } from "../lib/closing";
import { type Change, RESTORE_WITHIN_MS } from "../lib/ledger";
import { firstWebLink } from "../lib/links";
import { isStaff } from "../lib/permissions";
import { promisedAfter, promisedIn } from "../lib/promise";
import type { Participant } from "../lib/protocol/event";
import type { LinkPreview } from "../lib/protocol/link-preview";
import { EMOJI_PER_MESSAGE_MAX, type Message } from "../lib/protocol/message";
import { reacted } from "../lib/reacted";
import { secretOf } from "../lib/secret";

/** A message that a batch is about, as it is in the database and as the batch has changed it so far. */
export interface Target {
  /** With its whole body, also of a deleted one. */
  message: Message;
  deletedBy: string | null;
  /** How long ago it was deleted, by the database's clock. */
  deletedAgoMs: number | null;
  /** Whether it is what lists show of its conversation. */
  isLast: boolean;
  /** Whom the secret that it stands for was given to, and when. */
  opening: { by: string; at: string } | null;
  /** When it was looked at, by the database's clock. */
  nowMs: number;
}

/** Stands for the moment of the commit, which only the database knows. */
export const NOW = "now";

export type Verdict =
  | { is: "changed"; target: Target }
  | { is: "same" }
  | { is: "refused"; code: RefusedCode };
type RefusedCode = "not-found" | "forbidden" | "too-many" | "conflict";

const same: Verdict = { is: "same" };
const refused = (code: RefusedCode): Verdict => ({ is: "refused", code });

/** What a change makes of a message, if this person may change it. */
export function changed(target: Target, change: Change, by: Participant): Verdict {
  const { message } = target;
  if (change.op === "call") return called(target, change, by);
  if (change.op === "closing") return closed(target, change, by);
  if (change.op === "promised") return settled(target, change, by);
  if (message.kind === "system") return refused("not-found");
  const isOwn = message.senderId === by.userId;
  switch (change.op) {
    case "edit":
      if (message.deletedAt) return refused("not-found");
      if (!isOwn || secretOf(message)) return refused("forbidden");
      if (message.body === change.body) return same;
      return become(target, { ...withoutStalePreview(message, change.body), editedAt: NOW });
    case "delete":
      if (!isOwn && !isStaff(by.role)) return refused("forbidden");
      if (message.deletedAt) return same;
      return become({ ...target, deletedBy: by.userId, deletedAgoMs: 0 }, { deletedAt: NOW });
    case "restore":
      if (!message.deletedAt) return same;
      if (target.deletedBy !== by.userId) return refused("forbidden");
      if ((target.deletedAgoMs ?? 0) > RESTORE_WITHIN_MS) return refused("not-found");
      return become({ ...target, deletedBy: null, deletedAgoMs: null }, { deletedAt: null });
    case "open":
      return opened(target, by);
    case "react": {
      if (message.deletedAt) return refused("not-found");
      const reactions = reacted(message.reactions, { ...change, ...by });
      if (reactions === message.reactions) return same;
      return reactions.length > EMOJI_PER_MESSAGE_MAX ? refused("too-many") : become(target, { reactions });
    }
    case "preview":
      return previewed(target, change.preview);
    case "thread":
      if (message.deletedAt) return refused("not-found");
      if (message.threadId) return refused("forbidden");
      if (message.metadata.thread) return same;
      return become(target, {
        metadata: { ...message.metadata, thread: { id: change.threadId, title: change.title } },
      });
    default:
      return unreachable(change);
  }
}

/** A secret is opened once, by whom the site gave it to. */
function opened(target: Target, { userId, name }: Participant): Verdict {
  const { message, opening } = target;
  const secret = secretOf(message);
  if (!secret || message.deletedAt) return refused("not-found");
  if (secret.openedBy === userId) return same;
  if (secret.openedAt) return refused("conflict");
  if (opening?.by !== userId) return refused("forbidden");
  const told = { ...secret, openedAt: opening.at, openedBy: userId, openedByName: name };
  return become(target, { metadata: { ...message.metadata, secret: told } });
}

/** Of the first link it has now, and of none that somebody took away; what came too late changes nothing. */
function previewed(target: Target, preview: LinkPreview | null): Verdict {
  const { message } = target;
  const before = message.metadata.preview;
  if (message.deletedAt) return refused("not-found");
  if (preview === null) return before ? become(target, { metadata: { ...message.metadata, preview } }) : same;
  if (before !== undefined || firstWebLink(message.body) !== preview.url) return same;
  return become(target, { metadata: { ...message.metadata, preview } });
}

/** A preview belongs to the link that is there: with another it is made anew. */
function withoutStalePreview({ body: before, metadata }: Message, body: string) {
  if (metadata.preview === undefined || firstWebLink(before) === firstWebLink(body)) return { body };
  const { preview: _, ...rest } = metadata;
  return { body, metadata: rest };
}

function called(target: Target, { asked, here }: Extract<Change, { op: "call" }>, by: Participant): Verdict {
  const { message, nowMs } = target;
  const before = callOf(message);
  if (!before) return refused("not-found");
  const verdict = callAfter(before, asked, by, { nowMs, beganMs: Date.parse(message.createdAt), here });
  return verdict.is === "changed" ? become(target, { metadata: { ...verdict.call } }) : verdict;
}

function closed(target: Target, { asked }: Extract<Change, { op: "closing" }>, by: Participant): Verdict {
  const before = closingOf(target.message);
  if (!before) return refused("not-found");
  const verdict = closingAfter(before, asked, by, target.nowMs);
  return verdict.is === "changed" ? become(target, { metadata: { ...verdict.closing } }) : verdict;
}

function settled(target: Target, { state }: Extract<Change, { op: "promised" }>, by: Participant): Verdict {
  const before = promisedIn(target.message);
  if (!before) return refused("not-found");
  const verdict = promisedAfter(before, state, by, target.nowMs);
  return verdict.is === "changed" ? become(target, { metadata: { ...verdict.promised } }) : verdict;
}

function become(target: Target, change: Partial<Message>): Verdict {
  return { is: "changed", target: { ...target, message: { ...target.message, ...change } } };
}
