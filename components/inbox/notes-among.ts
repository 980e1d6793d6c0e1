import { daysOf, momentOf, type NoteRow, type Row } from "../conversation/rows";

/** The rows of one of two conversations that are shown as one, and how far they reach. */
export interface Strand {
  rows: Row[];
  hasOlder: boolean;
  /** When the first of what is loaded was said, whether it is shown or not. */
  oldestAt: string | undefined;
  /** When the last was, where that is not the end. */
  newestAt?: string | undefined;
}

/** Later than anything. */
const NEVER = "~";

/** One line of a strand, with the divider that stands above it. */
interface Piece {
  at: string;
  isStored: boolean;
  row: NoteRow;
  isUnreadAbove: boolean;
  isNote: boolean;
}

/**
 * A conversation with its notes among it, by the time of the server. What lies outside of what both are loaded for
 * waits: else something could still come to stand in between.
 */
export function notesAmong(talk: Strand, notes: Strand, dayOf: (at: string) => string): Row[] {
  const from = [talk, notes].reduce((reach, each) => later(reach, reachOf(each)), "");
  const until = endOf(talk) < endOf(notes) ? endOf(talk) : endOf(notes);
  const isReached = ({ at, isStored }: Piece) => (isStored ? from <= at && at <= until : until === NEVER);
  const pieces = merged(piecesOf(talk, false), piecesOf(notes, true)).filter(isReached);
  const days = daysOf(
    pieces.map(({ at }) => at),
    dayOf,
  );
  return pieces.flatMap((piece, index) => {
    const rows: Row[] = [];
    const startsDay = index > 0 && days[index] !== days[index - 1];
    if (startsDay) rows.push({ kind: "day", key: `day-${days[index]}`, at: piece.at });
    if (piece.isUnreadAbove) rows.push({ kind: "unread", key: "unread" });
    const row = apart(piece, {
      above: pieces[index - 1],
      below: pieces[index + 1],
      startsDay,
      endsDay: index + 1 < days.length && days[index + 1] !== days[index],
    });
    rows.push(piece.isNote ? { kind: "note", key: row.key, row } : row);
    return rows;
  });
}

function endOf({ newestAt = NEVER }: Pick<Strand, "newestAt">): string {
  return newestAt;
}

function reachOf({ hasOlder, oldestAt = NEVER }: Strand): string {
  return hasOlder ? oldestAt : "";
}

/** Which of two is to be loaded further back for both to reach further: the one that reaches less far. */
export function isHeldBackBy(one: Omit<Strand, "rows">, other: Omit<Strand, "rows">): boolean {
  return one.hasOlder && reachOf({ ...one, rows: [] }) >= reachOf({ ...other, rows: [] });
}

/** The same, of those that are to be loaded further on. */
export function isCutShortBy(one: Pick<Strand, "newestAt">, other: Pick<Strand, "newestAt">): boolean {
  return one.newestAt !== undefined && endOf(one) <= endOf(other);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** Days are counted anew, of what is shown. */
function piecesOf({ rows }: Strand, isNote: boolean): Piece[] {
  let isUnreadAbove = false;
  return rows.flatMap((row) => {
    if (row.kind === "unread") isUnreadAbove = true;
    if (row.kind === "day" || row.kind === "unread" || row.kind === "note") return [];
    const piece = { at: momentOf(row) ?? "", isStored: row.kind !== "unsent", row, isUnreadAbove, isNote };
    isUnreadAbove = false;
    return [piece];
  });
}

/** Each in its own order, whatever the clocks say. */
function merged(talk: Piece[], notes: Piece[]): Piece[] {
  const pieces: Piece[] = [];
  let next = 0;
  for (const piece of talk) {
    for (let note = notes[next]; note && isBefore(note, piece); note = notes[next]) {
      pieces.push(note);
      next += 1;
    }
    pieces.push(piece);
  }
  return [...pieces, ...notes.slice(next)];
}

/** What is on its way comes after all that is there. */
function isBefore(one: Piece, other: Piece): boolean {
  return one.isStored === other.isStored ? one.at < other.at : one.isStored;
}

interface Around {
  above: Piece | undefined;
  below: Piece | undefined;
  startsDay: boolean;
  endsDay: boolean;
}

/** What stands beside the other kind stands in no group with it. */
function apart({ row, isNote }: Piece, { above, below, startsDay, endsDay }: Around): NoteRow {
  if (row.kind === "notice") return row;
  const startsGroup = row.startsGroup || startsDay || above?.isNote !== isNote;
  const endsGroup = row.endsGroup || endsDay || below?.isNote !== isNote;
  return startsGroup === row.startsGroup && endsGroup === row.endsGroup
    ? row
    : { ...row, startsGroup, endsGroup };
}
