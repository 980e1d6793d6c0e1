import { secretOf } from "@/lib/secret";
import { likelyHeightOf } from "../attachments/shapes";
import { LINK_CARD_PX, previewOf } from "./preview-of";
import { type Row, withinOf } from "./rows";

/** As much as a window is likely to show of a timeline; only said until it has been measured. */
export const LIKELY_VIEWPORT_PX = 900;
/** How far down the divider of unread messages stands when a conversation is opened there. */
export const UNREAD_TOP_PX = 170;

const LINE_PX = 22;
const CHARACTERS_PER_LINE = 55;
const DIVIDER_PX = 44;
/** What became of a secret, and the button that opens it. */
const FATE_LINES = 2;

/** Only a guess, until the row has been measured. */
export function likelyHeight(shown: Row | undefined): number {
  const row = withinOf(shown);
  if (row?.kind !== "message" && row?.kind !== "unsent") return DIVIDER_PX;
  const { body, attachments } = row.kind === "message" ? row.message : row.text;
  const lines = body
    .split("\n")
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE)), 0);
  const isSecret = row.kind === "message" ? secretOf(row.message) : row.text.secret;
  const fate = isSecret ? FATE_LINES * LINE_PX : 0;
  const brought = attachments?.length ? likelyHeightOf(attachments) : 0;
  const card = row.kind === "message" && previewOf(row.message) ? LINK_CARD_PX : 0;
  return lines * LINE_PX + brought + card + fate + (row.startsGroup ? 50 : 22);
}

/** Where to begin reading: what is sought, or the unread divider where what is unread is likely to fill the window. */
export function openingRowOf(rows: Row[], sought: { id: string } | null = null): number | null {
  const place = sought ? rows.findIndex(({ key }) => key === sought.id) : -1;
  if (place >= 0) return place;
  const unread = rows.findIndex(({ kind }) => kind === "unread");
  if (unread < 0) return null;
  return heightOf(rows.slice(unread)) > LIKELY_VIEWPORT_PX ? unread : null;
}

export function heightOf(rows: Row[]): number {
  return rows.reduce((sum, row) => sum + likelyHeight(row), 0);
}
