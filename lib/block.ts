/** Said to colleagues, so it need not be long. */
export const BLOCK_REASON_LENGTH_MAX = 300;
/** Nobody plans further ahead; what shall last longer has no end. */
export const BLOCKED_FOR_MAX_MS = 366 * 24 * 60 * 60 * 1000;

/** That a business takes nothing from one of its customers, until then or without an end. */
export interface Block {
  until: string | null;
}

/** Whether a business takes anything from a customer; of two the one with the higher `rev` is the newer. */
export interface BlockState {
  userId: string;
  rev: number;
  block: Block | null;
}

/** A block ends by the clock alone: nobody has to lift it. */
export function blockAt(block: Block | null, nowMs: number): Block | null {
  return block && (block.until === null || Date.parse(block.until) > nowMs) ? block : null;
}
