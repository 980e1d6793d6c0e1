import type { Piece } from "./folder-storage";

/** What a Range header asks for: all where it is none or several, nothing where there is nothing of it. */
export function pieceOf(range: string | null, bytes: number): Piece | "all" | "none" {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (!first && !last) return "all";
  const piece = first
    ? { first: Number(first), last: Math.min(last ? Number(last) : bytes - 1, bytes - 1) }
    : { first: Math.max(0, bytes - Number(last)), last: bytes - 1 };
  return piece.first <= piece.last ? piece : "none";
}
