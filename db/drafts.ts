import { and, eq, ne, sql } from "drizzle-orm";
import { type DraftKeeping, type DraftMode, type KeptDraft, NO_DRAFT } from "../lib/kept-draft";
import type { Db } from "./client";
import { drafts } from "./work-parts";

interface DraftPlace {
  userId: string;
  conversationId: string;
  mode: DraftMode;
}

export async function draftAt(db: Db, { userId, conversationId, mode }: DraftPlace): Promise<KeptDraft> {
  const [draft = NO_DRAFT] = await db
    .select({ body: drafts.body, rev: drafts.rev })
    .from(drafts)
    .where(and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId), eq(drafts.mode, mode)));
  return draft;
}

/** In which modes somebody had begun to write in a conversation. */
export async function draftedIn(
  db: Db,
  { userId, conversationId }: Omit<DraftPlace, "mode">,
): Promise<DraftMode[]> {
  const rows = await db
    .select({ mode: drafts.mode })
    .from(drafts)
    .where(and(eq(drafts.userId, userId), eq(drafts.conversationId, conversationId), ne(drafts.body, "")));
  return rows.map(({ mode }) => mode);
}

/** Keeps what was written on top of `rev`; what another device wrote since stays as it is, and is the answer. */
export async function keepDraft(
  db: Db,
  { body, rev, ...place }: DraftPlace & KeptDraft,
): Promise<DraftKeeping> {
  const [kept] = await db
    .insert(drafts)
    .values({ ...place, body, rev: rev + 1 })
    .onConflictDoUpdate({
      target: [drafts.userId, drafts.conversationId, drafts.mode],
      set: { body, rev: rev + 1, updatedAt: sql`now()` },
      setWhere: eq(drafts.rev, rev),
    })
    .returning({ body: drafts.body, rev: drafts.rev });
  return kept ? { ...kept, isKept: true } : { ...(await draftAt(db, place)), isKept: false };
}
