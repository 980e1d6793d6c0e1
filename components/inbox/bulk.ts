import type { ActionResult } from "@/lib/action-result";
import type { RefusedOne } from "@/lib/client/save-read";
import { WORK_AT_ONCE_MAX, type WorkWish } from "@/lib/work";
import { answered } from "../answered";
import { chunksOf } from "./chunks-of";

interface Changed {
  conversationId: string;
  undo: { wish: WorkWish; expected: WorkWish };
}

export interface BulkDone {
  changed: Changed[];
  refused: RefusedOne[];
}

export type SetWork = (asked: {
  conversationIds: string[];
  wish: WorkWish;
  expected?: WorkWish;
  /** Up to where each is seen. */
  seen?: Record<string, number>;
}) => Promise<ActionResult<BulkDone>>;

/** Has conversations stand as wished, however many, as far as they are shown to go: what became of each. */
export async function changeAll(
  setWork: SetWork,
  chosen: { id: string; lastSeq: number }[],
  wish: WorkWish,
): Promise<BulkDone> {
  return oneByOne(
    chunksOf(chosen, WORK_AT_ONCE_MAX).map((some) => () => {
      const conversationIds = some.map(({ id }) => id);
      const seen = Object.fromEntries(some.map(({ id, lastSeq }) => [id, lastSeq]));
      return askedOf(conversationIds, setWork({ conversationIds, wish, seen }));
    }),
  );
}

/** Takes all of it back, where nobody has changed it since; what had the same change is taken back together. */
export async function takeBack(setWork: SetWork, changed: Changed[]): Promise<BulkDone> {
  const alike = new Map<string, Changed[]>();
  for (const each of changed) {
    const key = JSON.stringify(each.undo);
    alike.set(key, [...(alike.get(key) ?? []), each]);
  }
  const asked = [...alike.values()].flatMap((same) =>
    chunksOf(same, WORK_AT_ONCE_MAX).map((some) => () => {
      const ids = some.map(({ conversationId }) => conversationId);
      const [{ undo } = { undo: { wish: {}, expected: {} } }] = some;
      return askedOf(ids, setWork({ conversationIds: ids, ...undo }));
    }),
  );
  return oneByOne(asked);
}

async function askedOf(ids: string[], asked: ReturnType<SetWork>): Promise<BulkDone> {
  const result = await answered(asked);
  if (result.ok) return result.value;
  const { code } = result.refusal;
  return { changed: [], refused: ids.map((conversationId) => ({ conversationId, code })) };
}

async function oneByOne(asked: (() => Promise<BulkDone>)[]): Promise<BulkDone> {
  const done: BulkDone = { changed: [], refused: [] };
  for (const ask of asked) {
    const { changed, refused } = await ask();
    done.changed.push(...changed);
    done.refused.push(...refused);
  }
  return done;
}
