import { z } from "zod/mini";
import { openConversation } from "@/db/conversations";
import {
  answersTo,
  type DueReply,
  answerAll as keepAnswer,
  keepQuestion,
  openQuestions,
  repliesDue,
  setPublic,
  settleReply,
} from "@/db/post-questions";
import { broadcastOf, postOf } from "@/db/posts";
import { heapsOfAlike } from "@/lib/alike";
import { QUESTIONS_SHOWN_MAX } from "@/lib/post-questions";
import { leadOf, titleOf } from "@/lib/post-title";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { saysSomething, send } from "@/lib/protocol/command";
import { Refusal } from "@/lib/refusal";
import { log } from "@/lib/server/log";
import { retellPost, sendMessage } from "@/lib/server/rooms";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { membershipIn } from "../viewer";
import { writerAccess } from "./access";
import { businessOf } from "./follow";

const AT_ONCE_MAX = 20;
/** Its author is no owner of the business any more. */
const NO_AUTHOR = "not-allowed";

const ofPost = { businessId: uuid, postId: uuid };
const words = { id: uuid, body: send.shape.body };

/**
 * Asks about a post in the viewer's own conversation with its business, where nobody else reads it. `id` is the
 * message's, made by whoever asks: asked twice it is asked once.
 */
export const askAboutPost = operation({
  input: z.strictObject({ ...ofPost, ...words, mayPublish: z.boolean() }),
  limit: "action",
  permit: async (viewer, input) => {
    const business = await businessOf(viewer, input);
    if (membershipIn(viewer, business.id)) throw new Refusal("forbidden");
    return business;
  },
  run: async ({ viewer, grant: { id: businessId, slug, name }, input }) => {
    const { postId, id, body, mayPublish } = input;
    checkWords(body);
    const post = await postOf(db(), { businessId, id: postId });
    if (!post) throw new Refusal("not-found");
    const { id: conversationId } = await openConversation(db(), { businessId, customerId: viewer.id });
    const asked = { businessId, postId, conversationId, id, body, mayPublish, userId: viewer.id };
    const kept = await keepQuestion(db(), asked);
    if (kept === "full") throw new Refusal("too-many");
    if (kept === "taken") throw new Refusal("conflict");
    await sendMessage(
      roomsOfSite(),
      { party: "main", room: conversationId, userId: viewer.id, name: viewer.name, role: "customer" },
      {
        ...{ type: "message:send", id, body },
        post: {
          ...{ id: postId, path: `/b/${slug}/news/${postId}` },
          ...{ title: titleOf(post), lead: leadOf(post), businessName: name },
        },
      },
    );
    return { conversationId };
  },
});

/** What was asked of a post: what waits, gathered by what is asked, and what was answered. */
export const readQuestions = operation({
  input: z.strictObject(ofPost),
  limit: "figures",
  permit: writerAccess,
  run: async ({ input }) => {
    const [open, answered] = await Promise.all([openQuestions(db(), input), answersTo(db(), input)]);
    return { heaps: heapsOfAlike(open), answered };
  },
});

/**
 * Answers everybody who asked these, each in their own conversation. Those whom the rooms cannot reach just now are
 * answered as soon as they can.
 */
export const answerQuestions = operation({
  input: z.strictObject({
    ...{ ...ofPost, ...words },
    questionIds: z.array(uuid).check(z.minLength(1), z.maxLength(QUESTIONS_SHOWN_MAX)),
  }),
  limit: "action",
  permit: writerAccess,
  run: async ({ viewer, input }) => {
    checkWords(input.body);
    const kept = await keepAnswer(db(), { ...input, authorId: viewer.id });
    if (kept === "gone") throw new Refusal("closed");
    if (kept === "taken") throw new Refusal("conflict");
    return {};
  },
});

/** Shows an answer beneath its post with the question of somebody who agreed to that; with none, it is not shown. */
export const showAnswer = operation({
  input: z.strictObject({ businessId: uuid, id: uuid, questionId: z.nullable(uuid) }),
  limit: "action",
  permit: writerAccess,
  run: async ({ input }) => {
    const set = await setPublic(db(), input);
    if (!set) throw new Refusal("not-found");
    // Who reads the post now is told with its next change where the rooms are out of reach.
    await retellPost(roomsOfSite(), await broadcastOf(db(), input.businessId), set.postId).catch(
      (error: unknown) => log.warn("readers were not told of an answer", { error }),
    );
    return {};
  },
});

/** Sends what was answered, to each who asked under an id of its own: by however many processes, once. */
export async function sendAnswers(): Promise<boolean> {
  const due = await repliesDue(db(), AT_ONCE_MAX);
  const settled: boolean[] = [];
  const failures: unknown[] = [];
  for (const { id } of due) {
    // One that cannot be sent just now holds up no other.
    await settleReply(db(), id, reply).then(
      (isSettled) => settled.push(isSettled),
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, "what was answered could not be sent");
  return settled.filter(Boolean).length === AT_ONCE_MAX;
}

/** Why it cannot be sent; what may succeed in a moment is thrown. */
async function reply({ id, questionId, conversationId, body, author }: DueReply): Promise<string | null> {
  if (!author) return NO_AUTHOR;
  const ticket = { party: "main", room: conversationId, ...author, role: "owner" } as const;
  try {
    await sendMessage(roomsOfSite(), ticket, { type: "message:send", id, body, replyTo: questionId });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal) || error.isRetryable) throw error;
    return error.code;
  }
}

function checkWords(body: string): void {
  if (body.length > BODY_LENGTH_MAX) throw new Refusal("too-long");
  if (!saysSomething({ body })) throw new Refusal("bad-command");
}
