import type { ReadThrough, RefusedOne, saveRead } from "@/lib/client/save-read";
import { Refusal } from "@/lib/refusal";
import { WORK_AT_ONCE_MAX } from "@/lib/work";
import { chunksOf } from "./chunks-of";
import { readAhead } from "./read-ahead";

/** A browser carries no more than 64 kB for a page that goes away; what is past that stays unread then. */
export const SAVED_AT_ONCE_MAX = 5 * WORK_AT_ONCE_MAX;

interface Marking {
  save: typeof saveRead;
  /** Hears what is read from now on. */
  onSaved: (read: ReadThrough) => void;
}

/** Shows conversations as read, each as far as it is shown to go. Nobody is told before that is committed. */
export function markAhead(read: ReadThrough[], { save, onSaved }: Marking) {
  let isOver = false;
  const hide = readAhead.show(
    Object.fromEntries(read.map(({ conversationId, seq }) => [conversationId, seq])),
  );
  return {
    undo: (): void => {
      if (isOver) return;
      isOver = true;
      hide();
    },
    /** Which of them are not read after all, and why: the first time, and only where it was not undone. */
    commit: async (): Promise<RefusedOne[]> => {
      if (isOver) return [];
      isOver = true;
      const refused: RefusedOne[] = [];
      for (const some of chunksOf(read, SAVED_AT_ONCE_MAX)) refused.push(...(await saved(some, save)));
      const unread = new Set(refused.map(({ conversationId }) => conversationId));
      for (const each of read) if (!unread.has(each.conversationId)) onSaved(each);
      hide();
      return refused;
    },
  };
}

/** At once, because the page may be about to go away. */
async function saved(read: ReadThrough[], save: Marking["save"]): Promise<RefusedOne[]> {
  const answers = chunksOf(read, WORK_AT_ONCE_MAX).map(async (some) => {
    try {
      return await save(some);
    } catch (cause) {
      console.warn("not marked as read:", cause);
      const code = cause instanceof Refusal ? cause.code : "unavailable";
      return some.map(({ conversationId }) => ({ conversationId, code }));
    }
  });
  return (await Promise.all(answers)).flat();
}
