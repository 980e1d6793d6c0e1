import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { postStates, tellingWays } from "../lib/broadcast";
import { at, businessId, conversationId, createdAt, id, personId } from "./columns";
import { TELLING_HAS_FAILED } from "./failure-sources";
import { users } from "./schema";

/** What readers may choose among, in the order of their places. */
export const topics = pgTable(
  "topics",
  {
    id: id(),
    businessId: businessId(),
    name: text("name").notNull(),
    place: integer("place").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("topics_name").on(t.businessId, sql`lower(name)`),
    index("topics_business").on(t.businessId, t.place, t.id),
  ],
);

/**
 * A post before it is one, and what is kept of it beside its message, which has the same id. What it says is in the
 * message once it is published: there is no published post without its message.
 */
export const posts = pgTable(
  "posts",
  {
    id: uuid("id").primaryKey(),
    businessId: businessId(),
    authorId: uuid("author_id").references(() => users.id, { onDelete: "set null" }),
    topicId: uuid("topic_id").references(() => topics.id, { onDelete: "set null" }),
    /** What it will say; not read any more once it is published. */
    body: text("body").notNull().default(""),
    attachmentIds: uuid("attachment_ids").array().notNull().default(sql`'{}'`),
    /** Nobody is told of it away from the site. */
    isSilent: boolean("is_silent").notNull().default(false),
    /** Whether its readers are asked to confirm that they read it. */
    asksToConfirm: boolean("asks_to_confirm").notNull().default(false),
    state: text("state", { enum: postStates }).notNull().default("draft"),
    /** When it is to be published; of a draft nothing. */
    publishAt: at("publish_at"),
    /** Why it could not be, for its author to see. */
    failure: text("failure"),
    /** Counts the changes of what waits: who saves over another's is told. */
    rev: integer("rev").notNull().default(1),
    /** The reader up to whom, by their ids, it was asked that they are told; and when everybody was. */
    askedUpTo: uuid("asked_up_to"),
    askedAt: at("asked_at"),
    createdAt: createdAt(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("posts_waiting").on(t.businessId, t.updatedAt.desc(), t.id).where(sql`state <> 'published'`),
    index("posts_due").on(t.publishAt).where(sql`state = 'planned'`),
    index("posts_unasked")
      .on(t.publishAt)
      .where(sql`state = 'published' and not is_silent and asked_at is null`),
    index("posts_topic").on(t.topicId),
    index("posts_author").on(t.authorId),
    check("posts_planned", sql`state = 'draft' or publish_at is not null`),
  ],
);

/** Who wants to hear what a business tells everybody. None of them is ever told of another. */
export const readers = pgTable(
  "readers",
  {
    businessId: businessId(),
    userId: personId(),
    /** The topics they want; all, also later ones, where there is nothing. Posts without a topic reach everybody. */
    topicIds: uuid("topic_ids").array(),
    isPushed: boolean("is_pushed").notNull().default(false),
    /** Where mails go once its owner has said so, by the link in a mail: `mailConfirmedAt`. Lower-cased. */
    mailAddress: text("mail_address"),
    mailConfirmedAt: at("mail_confirmed_at"),
    /** Up to which post, and in which version, they have seen what is told. */
    readSeq: integer("read_seq").notNull().default(0),
    readRev: integer("read_rev").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.userId] }),
    index("readers_user").on(t.userId, t.createdAt),
    index("readers_read").on(t.businessId, t.readSeq),
    // Who is erased is looked for by it.
    index("readers_mail").on(t.mailAddress).where(sql`mail_address is not null`),
  ],
);

/**
 * That a reader read a post before it was edited, and is still to be told what is different: up to `seenRev` they know
 * what it said. Written when their mark moves over the edit; until then the mark itself says so.
 */
export const postCorrections = pgTable(
  "post_corrections",
  {
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    userId: personId(),
    seenRev: integer("seen_rev").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] }), index("post_corrections_user").on(t.userId)],
);

/** An emoji under a post, once of a person. Whose it is stays here. */
export const postReactions = pgTable(
  "post_reactions",
  {
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    userId: personId(),
    emoji: text("emoji").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId, t.emoji] }), index("post_reactions_user").on(t.userId)],
);

/** How often each emoji stands under a post; moved with the reactions, so that nobody counts thousands to show it. */
export const postReactionCounts = pgTable(
  "post_reaction_counts",
  {
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    emoji: text("emoji").notNull(),
    count: integer("count").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.postId, t.emoji] })],
);

/**
 * That a reader confirmed that they read a post, as it was at `rev`: an edit after it was not confirmed. Whose it is stays
 * here, but where `isNamed`: then they agreed that the business is told their name. `id` stands for them there.
 */
export const postConfirmations = pgTable(
  "post_confirmations",
  {
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    userId: personId(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    rev: integer("rev").notNull(),
    isNamed: boolean("is_named").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.userId] }),
    index("post_confirmations_counted").on(t.postId, t.rev, t.isNamed, t.userId),
    index("post_confirmations_named").on(t.postId, t.createdAt, t.id).where(sql`is_named`),
    index("post_confirmations_user").on(t.userId),
  ],
);

/**
 * That a reader is to be told of a post away from the site, by one way. `sending` is in somebody's hands, or was when
 * their process died: nobody knows then whether it went out, and it is not sent again.
 */
export const postDeliveries = pgTable(
  "post_deliveries",
  {
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    userId: personId(),
    way: text("way", { enum: tellingWays }).notNull(),
    state: text("state", { enum: ["waiting", "sending", "sent", "left-out", "failed"] })
      .notNull()
      .default("waiting"),
    runAt: at("run_at").notNull(),
    tries: integer("tries").notNull().default(0),
    failure: text("failure"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.userId, t.way] }),
    index("post_deliveries_due").on(t.runAt).where(sql`state in ('waiting', 'sending')`),
    index("post_deliveries_counted").on(t.postId, t.way, t.state),
    index("post_deliveries_user").on(t.userId),
    index("post_deliveries_failed").on(t.way, t.createdAt).where(sql.raw(TELLING_HAS_FAILED)),
  ],
);

/**
 * What was asked of a post, by the id of the message that asks it in the asker's own conversation; written before the
 * message is, so a question without its message was never sent. `body` is what it asked then: it may stand beneath the
 * post where `mayPublish`, for as long as its message is not deleted.
 *
 * Once it is answered `replyId` is the message that tells its asker so, one of all that they asked, and `repliedAt` says
 * that it was sent or, with a `failure`, that it cannot be.
 */
export const postQuestions = pgTable(
  "post_questions",
  {
    id: uuid("id").primaryKey(),
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    businessId: businessId(),
    conversationId: conversationId(),
    userId: personId(),
    body: text("body").notNull(),
    mayPublish: boolean("may_publish").notNull().default(false),
    answerId: uuid("answer_id").references((): AnyPgColumn => postAnswers.id, { onDelete: "set null" }),
    replyId: uuid("reply_id"),
    repliedAt: at("replied_at"),
    failure: text("failure"),
    createdAt: createdAt(),
  },
  (t) => [
    index("post_questions_post").on(t.postId, t.createdAt.desc(), t.id),
    index("post_questions_due").on(t.answerId, t.id).where(sql`answer_id is not null and replied_at is null`),
    index("post_questions_answer").on(t.answerId),
    index("post_questions_user").on(t.userId, t.postId),
    index("post_questions_conversation").on(t.conversationId),
  ],
);

/** What a business answers to all who asked much the same. `questionId` is the one that stands beneath the post with it. */
export const postAnswers = pgTable(
  "post_answers",
  {
    id: uuid("id").primaryKey(),
    postId: uuid("post_id")
      .notNull()
      .references(() => posts.id, { onDelete: "cascade" }),
    businessId: businessId(),
    authorId: uuid("author_id").references(() => users.id, { onDelete: "set null" }),
    body: text("body").notNull(),
    questionId: uuid("question_id").references(() => postQuestions.id, { onDelete: "set null" }),
    createdAt: createdAt(),
  },
  (t) => [
    index("post_answers_post").on(t.postId, t.createdAt, t.id),
    index("post_answers_author").on(t.authorId),
    index("post_answers_question").on(t.questionId),
  ],
);
