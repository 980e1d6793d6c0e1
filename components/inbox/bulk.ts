import type { ActionResult } from "@/lib/action-result";
import { WORK_AT_ONCE_MAX, type WorkWish } from "@/lib/work";
import { answered } from "../granted";

interface Changed {
  conversationId: string;
  undo: { wish: WorkWish; expected: WorkWish };
}

interface Refused {
  conversationId: string;
  code: string;
}

export interface BulkDone {
  changed: Changed[];
  refused: Refused[];
}

export type SetWork = (asked: {
  conversationIds: string[];
  wish: WorkWish;
  expected?: WorkWish;
  /** Up to where each is seen. */
  seen?: Record<string, number>;
}) => Promise<ActionResult<BulkDone>>;

export type SetRead = (asked: {
  read: { conversationId: string; seq: number }[];
}) => Promise<ActionResult<{ refused: Refused[] }>>;

/** Has conversations stand as wished, however many, as far as they are shown to go: what became of each. */
export async function changeAll(
  setWork: SetWork,
  chosen: { id: string; lastSeq: number }[],
  wish: WorkWish,
): Promise<BulkDone> {
  return oneByOne(
    chunksOf(chosen).map((some) => () => {
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
    chunksOf(same).map((some) => () => {
      const ids = some.map(({ conversationId }) => conversationId);
      const [{ undo } = { undo: { wish: {}, expected: {} } }] = some;
      return askedOf(ids, setWork({ conversationIds: ids, ...undo }));
    }),
  );
  return oneByOne(asked);
}

/** Marks conversations as read, each as far as it is shown to go. */
export async function readAll(
  setRead: SetRead,
  read: { conversationId: string; seq: number }[],
): Promise<Pick<BulkDone, "refused">> {
  return oneByOne(
    chunksOf(read).map((some) => async () => {
      const result = await answered(setRead({ read: some }));
      if (result.ok) return { changed: [], ...result.value };
      return {
        changed: [],
        refused: allRefused(
          some.map(({ conversationId }) => conversationId),
          result.refusal.code,
        ),
      };
    }),
  );
}

async function askedOf(ids: string[], asked: ReturnType<SetWork>): Promise<BulkDone> {
  const result = await answered(asked);
  return result.ok ? result.value : { changed: [], refused: allRefused(ids, result.refusal.code) };
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

function allRefused(ids: string[], code: string): Refused[] {
  return ids.map((conversationId) => ({ conversationId, code }));
}

function chunksOf<Each>(all: Each[]): Each[][] {
  const count = Math.ceil(all.length / WORK_AT_ONCE_MAX);
  return Array.from({ length: count }, (_, n) => all.slice(n * WORK_AT_ONCE_MAX, (n + 1) * WORK_AT_ONCE_MAX));
}
