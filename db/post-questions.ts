import { and, asc, count, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import {
  ANSWERS_SHOWN_MAX,
  type AnsweredQuestions,
  type PostQuestion,
  QUESTIONS_OF_ONE_MAX,
  QUESTIONS_SHOWN_MAX,
} from "../lib/post-questions";
import { postAnswers as answers, postQuestions as questions } from "./broadcast-parts";
import type { Db } from "./client";
import { isOfOpenBusiness } from "./closed";
import { memberships, messages, users } from "./schema";

type Question = Pick<
  typeof questions.$inferSelect,
  "id" | "postId" | "businessId" | "conversationId" | "userId" | "body" | "mayPublish"
>;

/**
 * Keeps that a message asks about a post, before it is sent; asked twice it is kept once. `full` where they asked about
 * that post as often as they may, and `taken` where the id is another question's.
 */
export async function keepQuestion(db: Db, question: Question): Promise<"kept" | "full" | "taken"> {
  return db.transaction(async (tx) => {
    const { id, userId, postId } = question;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${userId} ${postId}`}, 0))`);
    const [found] = await tx
      .select({ userId: questions.userId, postId: questions.postId, body: questions.body })
      .from(questions)
      .where(eq(questions.id, id));
    if (found)
      return found.userId === userId && found.postId === postId && found.body === question.body
        ? "kept"
        : "taken";
    const isTheirs = and(eq(questions.userId, userId), eq(questions.postId, postId));
    if ((await tx.$count(questions, isTheirs)) >= QUESTIONS_OF_ONE_MAX) return "full";
    const [kept] = await tx
      .insert(questions)
      .values(question)
      .onConflictDoNothing()
      .returning({ id: questions.id });
    return kept ? "kept" : "taken";
  });
}

interface PostOf {
  businessId: string;
  postId: string;
}

/** What was asked of a post and not answered here yet, the first asked first; of many the newest. */
export async function openQuestions(db: Db, { businessId, postId }: PostOf): Promise<PostQuestion[]> {
  const rows = await db
    .select({
      ...{ id: questions.id, conversationId: questions.conversationId, body: questions.body },
      ...{ mayPublish: questions.mayPublish, askedBy: users.name, createdAt: questions.createdAt },
      isAnsweredInChat: sql<boolean>`exists (
        select from ${messages} s where s.conversation_id = ${messages.conversationId} and s.seq > ${messages.seq}
          and s.sender_role in ('agent', 'owner') and s.kind <> 'system' and s.deleted_at is null)`,
    })
    .from(questions)
    .innerJoin(messages, and(eq(messages.id, questions.id), isNull(messages.deletedAt)))
    .innerJoin(users, eq(users.id, questions.userId))
    .where(
      and(
        ...[eq(questions.postId, postId), eq(questions.businessId, businessId), isNull(questions.answerId)],
      ),
    )
    .orderBy(desc(questions.createdAt), asc(questions.id))
    .limit(QUESTIONS_SHOWN_MAX);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })).toReversed();
}

/** How many questions about each of some posts wait for an answer, by the ids of those that have any. */
export async function openCounts(
  db: Db,
  { businessId, postIds }: { businessId: string; postIds: string[] },
): Promise<Map<string, number>> {
  const rows = await db
    .select({ postId: questions.postId, count: count() })
    .from(questions)
    .innerJoin(messages, and(eq(messages.id, questions.id), isNull(messages.deletedAt)))
    .where(
      and(
        ...[inArray(questions.postId, postIds), eq(questions.businessId, businessId)],
        isNull(questions.answerId),
      ),
    )
    .groupBy(questions.postId);
  return new Map(rows.map(({ postId, count }) => [postId, count]));
}

/** What all who asked much the same were answered, the newest first, and how far it has come. */
export async function answersTo(db: Db, { businessId, postId }: PostOf): Promise<AnsweredQuestions[]> {
  const candidate = sql`from ${questions} q join ${messages} m on m.id = q.id and m.deleted_at is null
    where q.answer_id = ${answers.id} and q.may_publish`;
  const rows = await db
    .select({
      ...{ id: answers.id, body: answers.body, createdAt: answers.createdAt },
      asked: sql<number>`count(${questions.id})::int`,
      replied: sql<number>`count(*) filter (where replied_at is not null and failure is null)::int`,
      failed: sql<number>`count(failure)::int`,
      publicQuestion: sql<AnsweredQuestions["publicQuestion"]>`(
        select jsonb_build_object('id', q.id, 'body', q.body) ${candidate} and q.id = ${answers.questionId})`,
      publishable: sql<AnsweredQuestions["publishable"]>`(
        select jsonb_build_object('id', q.id, 'body', q.body) ${candidate} order by q.created_at, q.id limit 1)`,
    })
    .from(answers)
    .leftJoin(questions, eq(questions.answerId, answers.id))
    .where(and(eq(answers.postId, postId), eq(answers.businessId, businessId)))
    .groupBy(answers.id)
    .orderBy(desc(answers.createdAt), asc(answers.id))
    .limit(ANSWERS_SHOWN_MAX);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}

interface Answering extends PostOf {
  id: string;
  authorId: string;
  body: string;
  questionIds: string[];
}

/**
 * Has everybody who asked these answered; asked twice it is done once. Whoever asked more than one of them is sent one
 * answer. `gone` where each of them is answered already, or there is none.
 */
export async function answerAll(db: Db, answering: Answering): Promise<"kept" | "gone" | "taken"> {
  const { questionIds, ...answer } = answering;
  const { id, postId, businessId, authorId } = answer;
  return db.transaction(async (tx) => {
    const open = await tx
      .select({ id: questions.id })
      .from(questions)
      .where(
        and(
          ...[inArray(questions.id, questionIds), eq(questions.postId, postId)],
          ...[eq(questions.businessId, businessId), isNull(questions.answerId)],
        ),
      )
      .orderBy(questions.id)
      .for("update");
    const [made] =
      open.length === 0
        ? []
        : await tx.insert(answers).values(answer).onConflictDoNothing().returning({ id: answers.id });
    if (!made) {
      const [found] = await tx
        .select({ authorId: answers.authorId, businessId: answers.businessId })
        .from(answers)
        .where(eq(answers.id, id));
      if (!found) return "gone";
      return found.authorId === authorId && found.businessId === businessId ? "kept" : "taken";
    }
    const isOpen = inArray(
      questions.id,
      open.map((each) => each.id),
    );
    await tx.execute(sql`
      with told as materialized (
        select conversation_id, gen_random_uuid() as reply_id
        from ${questions} where ${isOpen} group by conversation_id)
      update ${questions} set answer_id = ${id}, reply_id = told.reply_id from told
      where ${isOpen} and ${questions.conversationId} = told.conversation_id`);
    return "kept";
  });
}

/**
 * Shows an answer beneath its post with the question of somebody who agreed to that, or takes it away again. Nothing
 * where there is no such answer, or its asker did not agree.
 */
export async function setPublic(
  db: Db,
  { businessId, id, questionId }: { businessId: string; id: string; questionId: string | null },
): Promise<{ postId: string } | null> {
  const mayBe = sql`exists (
    select from ${questions} q where q.id = ${questionId} and q.answer_id = ${answers.id} and q.may_publish)`;
  const [set] = await db
    .update(answers)
    .set({ questionId })
    .where(
      and(
        ...[eq(answers.id, id), eq(answers.businessId, businessId)],
        questionId === null ? undefined : mayBe,
      ),
    )
    .returning({ postId: answers.postId });
  return set ?? null;
}

/** Whose answers are still to be sent. */
export function repliesDue(db: Db, limit: number): Promise<{ id: string }[]> {
  return db
    .select({ id: questions.id })
    .from(questions)
    .where(
      and(
        isNotNull(questions.answerId),
        isNull(questions.repliedAt),
        isOfOpenBusiness(questions.conversationId),
      ),
    )
    .orderBy(questions.answerId, questions.id)
    .limit(limit);
}

export interface DueReply {
  /** The message to be sent; the same for all that one person asked. */
  id: string;
  questionId: string;
  conversationId: string;
  body: string;
  /** Who answered, where they are still an owner of the business. */
  author: { userId: string; name: string } | null;
}

/**
 * Sends an answer to whoever asked, and keeps that it was, or by what `send` answers why it never will be. False where
 * another process has it in hand, or it was sent. What `send` throws leaves it as it was.
 */
export async function settleReply(
  db: Db,
  questionId: string,
  send: (due: DueReply) => Promise<string | null>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [due] = await tx
      .select({
        ...{ id: questions.replyId, conversationId: questions.conversationId, body: answers.body },
        ...{ userId: memberships.userId, name: users.name },
      })
      .from(questions)
      .innerJoin(answers, eq(answers.id, questions.answerId))
      .leftJoin(
        memberships,
        and(
          ...[eq(memberships.businessId, answers.businessId), eq(memberships.userId, answers.authorId)],
          eq(memberships.role, "owner"),
        ),
      )
      .leftJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(questions.id, questionId), isNull(questions.repliedAt)))
      .for("update", { of: questions, skipLocked: true });
    if (!due?.id) return false;
    const { id, conversationId, body, userId, name } = due;
    const author = userId && name ? { userId, name } : null;
    const failure = await send({ ...{ id, questionId, conversationId, body, author } });
    await tx.update(questions).set({ repliedAt: sql`now()`, failure }).where(eq(questions.id, questionId));
    return true;
  });
}
