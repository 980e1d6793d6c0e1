/** What is kept of a note, and how often it changed. */
export interface Kept {
  text: string;
  rev: number;
}

/** A note as somebody writes it, beside what is kept; a colleague may be writing it, too. */
export interface Keeping {
  text: string;
  kept: Kept;
  /** What a colleague wrote meanwhile, until it is decided which of the two stays. */
  theirs: Kept | null;
}

export function keepingOf(kept: Kept): Keeping {
  return { text: kept.text, kept, theirs: null };
}

/** Whether there is something to save, and nothing to decide before. */
export function isDue({ text, kept, theirs }: Keeping): boolean {
  return theirs === null && text !== kept.text;
}

/** What is kept by now, however it was heard of; what is being written is never lost over it. */
export function heard(before: Keeping, kept: Kept): Keeping {
  if (kept.rev <= before.kept.rev) return before;
  const isOurs = kept.text === before.text || before.text === before.kept.text;
  if (isOurs) return keepingOf(kept);
  return { ...before, theirs: kept };
}

/** What was saved; more may have been written since. */
export function saved(before: Keeping, kept: Kept): Keeping {
  return kept.rev > before.kept.rev ? { ...before, kept } : before;
}

/** Ours takes the place of theirs, or theirs of ours. */
export function decided(before: Keeping, whose: "mine" | "theirs"): Keeping {
  if (!before.theirs) return before;
  return whose === "mine" ? { ...before, kept: before.theirs, theirs: null } : keepingOf(before.theirs);
}
