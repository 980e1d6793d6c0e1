import type { Unsent } from "@/lib/conversation-state";
import type { Message } from "@/lib/protocol/message";

interface InGroup {
  startsGroup: boolean;
  endsGroup: boolean;
}

/** One line of a timeline. The key of a text stays the same when it turns from unsent into a message. */
export type Row =
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string }
  | { kind: "notice"; key: string; message: Message }
  | ({ kind: "message"; key: string; message: Message; quote: Quote | undefined } & InGroup)
  | ({ kind: "unsent"; key: string; text: Unsent; quote: Quote | undefined } & InGroup)
  /** What only the business sees, from its notes. */
  | { kind: "note"; key: string; row: NoteRow };
export type NoteRow = Extract<Row, { kind: "notice" | "message" | "unsent" }>;

/** What a message answers; `message` where that is loaded. */
export interface Quote {
  id: string;
  message: Message | undefined;
}

export interface Stretch {
  /** Ascending by `seq`, without gaps. */
  messages: Message[];
  unsent: Unsent[];
  /** Of which thread; what stands in others, or in the conversation itself, is left out. */
  threadId: string | null;
  /** What is answered in it, as far as it is loaded. */
  quoted: Message[];
  /** What stands above the first message, where that is loaded. */
  above: Message | undefined;
  selfId: string;
  /** The place of the first message unread when the conversation was opened; there the divider stays. */
  firstUnreadSeq: number | null;
  /** The day of an ISO time where the reader is. */
  dayOf: (at: string) => string;
}

/**
 * The lines of a stretch of a timeline, a page or the live tail, top to bottom. The very first has no day above it
 * and every stretch begins a group: so nothing that is already shown changes its height when older pages arrive
 * above it.
 */
export function rowsOf(stretch: Stretch): Row[] {
  const { quoted, above, selfId, firstUnreadSeq, dayOf } = stretch;
  const isHere = ({ threadId = null }: { threadId?: string | null | undefined }) =>
    threadId === stretch.threadId;
  const texts: Text[] = [
    ...stretch.messages.filter(isHere).map((message) => ({
      senderId: message.senderId,
      at: message.createdAt,
      seq: message.seq,
      message,
    })),
    ...stretch.unsent
      .filter(isHere)
      .map((text) => ({ senderId: selfId, at: text.writtenAt, seq: null, unsent: text })),
  ];
  const days = daysOf([...(above ? [above.createdAt] : []), ...texts.map(({ at }) => at)], dayOf);
  const aboveFirst = above ? days.shift() : days[0];
  const startsDay = (index: number) => days[index] !== (index === 0 ? aboveFirst : days[index - 1]);
  const firstUnread =
    firstUnreadSeq === null ? -1 : texts.findIndex(({ seq }) => seq !== null && seq >= firstUnreadSeq);
  const isFirstUnread = (index: number) => index === firstUnread;
  const startsGroup = (index: number) => {
    const isDivided = startsDay(index) || isFirstUnread(index);
    return isDivided || !isTogether(texts[index - 1], texts[index]);
  };
  return texts.flatMap((text, index) => {
    const rows: Row[] = [];
    if (startsDay(index)) rows.push({ kind: "day", key: `day-${days[index]}`, at: text.at });
    if (isFirstUnread(index)) rows.push({ kind: "unread", key: "unread" });
    const group = { startsGroup: startsGroup(index), endsGroup: startsGroup(index + 1) };
    rows.push(rowOf(text, { ...group, quote: quoteOf(text, quoted) }));
    return rows;
  });
}

/** What stands above the first row of each stretch: of messages that are not shown there, nothing. */
export function abovesOf(stretches: Message[][], threadId: string | null): (Message | undefined)[] {
  let above: Message | undefined;
  return stretches.map((messages) => {
    const before = above;
    above = messages.findLast((message) => message.threadId === threadId) ?? above;
    return before;
  });
}

/**
 * The first place that is shown at or after the first unread one; until that has been loaded, all that is there is
 * unread.
 */
export function dividedAt(
  stretches: Message[][],
  threadId: string | null,
  unreadSeq: number | null,
): number | null {
  if (unreadSeq === null) return null;
  for (const messages of stretches) {
    if ((messages.at(-1)?.seq ?? 0) < unreadSeq) continue;
    const first = messages.find((message) => message.seq >= unreadSeq && message.threadId === threadId);
    if (first) return first.seq;
  }
  return null;
}

/** What stands in a row, also in one that only the business sees. */
export function withinOf(row: Row | undefined): Row | undefined {
  return row?.kind === "note" ? row.row : row;
}

/** When the row was said; dividers and what has no moment give none. */
export function momentOf(shown: Row | undefined): string | null {
  const row = withinOf(shown);
  switch (row?.kind) {
    case "message":
    case "notice":
      return row.message.createdAt;
    case "unsent":
      return row.text.writtenAt;
    default:
      return null;
  }
}

type Text = { senderId: string | null; at: string; seq: number | null } & (
  | { message: Message; unsent?: undefined }
  | { unsent: Unsent; message?: undefined }
);

/** As long as `2026-11-21T14:0`: no day of any time zone changes within ten minutes. */
const TEN_MINUTES_LENGTH = 15;

/** The day of each moment; the calendar is only asked where it may have changed. */
export function daysOf(moments: string[], dayOf: (at: string) => string): string[] {
  let near = "";
  let day = "";
  return moments.map((at) => {
    if (at.slice(0, TEN_MINUTES_LENGTH) !== near) {
      near = at.slice(0, TEN_MINUTES_LENGTH);
      day = dayOf(at);
    }
    return day;
  });
}

function quoteOf({ message, unsent }: Text, quoted: Message[]): Quote | undefined {
  const id = message ? message.replyTo : unsent.replyTo;
  if (!id || message?.deletedAt) return undefined;
  return { id, message: quoted.find((each) => each.id === id) };
}

function rowOf({ message, unsent }: Text, group: InGroup & { quote: Quote | undefined }): Row {
  if (unsent) return { kind: "unsent", key: unsent.id, text: unsent, ...group };
  if (message.kind === "system") return { kind: "notice", key: message.id, message };
  return { kind: "message", key: message.id, message, ...group };
}

/** Of one person, in one minute; what was refused stands alone, with what can be done about it. */
function isTogether(one: Text | undefined, other: Text | undefined): boolean {
  if (!one || !other) return false;
  if (one.message?.kind === "system" || other.message?.kind === "system") return false;
  if (one.unsent?.refused || other.unsent?.refused) return false;
  return one.senderId === other.senderId && one.at.slice(0, 16) === other.at.slice(0, 16);
}
