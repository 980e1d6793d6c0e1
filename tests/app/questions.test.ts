import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  answerQuestions,
  askAboutPost,
  readQuestions,
  sendAnswers,
  showAnswer,
} from "@/app/broadcasts/questions";
import { readPublished } from "@/app/broadcasts/reach";
import { readPosts } from "@/app/broadcasts/reading";
import { postMessage, removeMessage } from "@/app/conversation/post";
import type { Viewer } from "@/app/viewer";
import { postAnswers, postQuestions } from "@/db/broadcast-parts";
import { conversations, memberships, messages } from "@/db/schema";
import { addGuest } from "@/db/users";
import { QUESTIONS_OF_ONE_MAX } from "@/lib/post-questions";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { published } from "../support/posts";
import { castOfSite, signedIn } from "../support/viewers";

async function asked() {
  const cast = await castOfSite();
  const { db, businessId, asMaya, asNora } = cast;
  const postId = await published(cast, "The new glazes are in.\nCome and look.");
  const post = { businessId, postId };
  const ask = async (who: Viewer, body: string, more: { id?: string; mayPublish?: boolean } = {}) => {
    const question = { ...post, id: randomUUID(), body, mayPublish: false, ...more };
    return { ...(await askAboutPost(who, question)), id: question.id };
  };
  const answer = (questionIds: string[], body: string, who = asNora) => {
    const answering = { ...post, id: randomUUID(), body, questionIds };
    return answerQuestions(who, answering).then(() => answering.id);
  };
  /** Until nothing waits that is of this post. */
  const sent = async () => {
    for (;;) {
      await sendAnswers();
      const rows = await db.select().from(postQuestions).where(eq(postQuestions.postId, postId));
      if (rows.every(({ answerId, repliedAt }) => !answerId || repliedAt)) return rows;
    }
  };
  const said = (conversationId: string) =>
    db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.seq);
  const texts = async (conversationId: string) =>
    (await said(conversationId)).filter(({ kind }) => kind === "text").map(({ body }) => body);
  const desk = () => readQuestions(asNora, post);
  return { ...cast, ...{ postId, post, ask, answer, sent, said, texts, desk, asMaya } };
}

/** Somebody who was never here, with a name that stands in nothing else. */
async function newcomer(db: Parameters<typeof addGuest>[0], name: string): Promise<Viewer> {
  return signedIn((await addGuest(db, name)).id);
}

describe("asking about a post", () => {
  it("is done in one's own conversation, with the post, once", async () => {
    const { asMaya, ask, said, conversationId, post } = await asked();
    const { id } = await ask(asMaya, "Which colours?");
    expect(await ask(asMaya, "Which colours?", { id })).toEqual({ conversationId, id });
    const found = (await said(conversationId)).filter((message) => message.kind === "text");
    expect(found).toMatchObject([
      {
        ...{ id, body: "Which colours?", senderRole: "customer" },
        metadata: {
          post: { id: post.postId, title: "The new glazes are in.", businessName: "Harbor Coffee" },
        },
      },
    ]);
    await expect(ask(asMaya, "Something else", { id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("opens a conversation of those who had none, guests too", async () => {
    const { db, asGuest, ask, texts } = await asked();
    const { conversationId } = await ask(asGuest, "Do you ship?");
    expect(await texts(conversationId)).toEqual(["Do you ship?"]);
    const [opened] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect(opened).toMatchObject({ kind: "direct", customerId: asGuest.id });
  });

  it("has bounds: words there must be, no more than a message has, and so many questions of one", async () => {
    const { db, asMaya, maya, asSam, ask, post, conversationId } = await asked();
    await expect(ask(asMaya, " ")).rejects.toMatchObject({ code: "bad-command" });
    await expect(ask(asMaya, "x".repeat(BODY_LENGTH_MAX + 1))).rejects.toMatchObject({ code: "too-long" });
    await expect(ask(asSam, "Mine?")).rejects.toMatchObject({ code: "forbidden" });
    const before = Array.from({ length: QUESTIONS_OF_ONE_MAX }, () => ({
      ...{ ...post, id: randomUUID(), conversationId, userId: maya.userId, body: "Again?" },
    }));
    await db.insert(postQuestions).values(before);
    await expect(ask(asMaya, "And again?")).rejects.toMatchObject({ code: "too-many" });
    const other = { ...post, postId: randomUUID(), id: randomUUID(), body: "This?", mayPublish: false };
    await expect(askAboutPost(asMaya, other)).rejects.toMatchObject({ code: "not-found" });
  });

  it("[S34] takes a person's word alone for nobody else's question", async () => {
    const { asMaya, asLeo, ask, db } = await asked();
    const { id } = await ask(asMaya, "Which colours?");
    await expect(ask(asLeo, "Which colours?", { id })).rejects.toMatchObject({ code: "conflict" });
    expect(await db.$count(postQuestions, eq(postQuestions.id, id))).toBe(1);
  });
});

describe("what was asked", () => {
  it("is gathered by what is asked; what was deleted is not there, and what the chat answered says so", async () => {
    const { asMaya, asLeo, asGuest, asNora, ask, desk, post, conversationId } = await asked();
    const ofMaya = await ask(asMaya, "Do you ship to Spain?");
    const ofLeo = await ask(asLeo, "do you ship to spain", { mayPublish: true });
    const gone = await ask(asGuest, "Is it dishwasher safe?");
    await removeMessage(asGuest, { conversationId: gone.conversationId, messageId: gone.id });
    const rude = await ask(asGuest, "Are they food safe?");
    await postMessage(asNora, { conversationId, body: "We do, Maya." });
    const { heaps, answered } = await desk();
    expect(heaps).toMatchObject([
      [
        { id: ofMaya.id, askedBy: "Maya", mayPublish: false, isAnsweredInChat: true },
        { id: ofLeo.id, askedBy: "Leo", mayPublish: true, isAnsweredInChat: false },
      ],
      [{ id: rude.id }],
    ]);
    expect(answered).toEqual([]);
    const { posts } = await readPublished(asNora, { businessId: post.businessId });
    expect(posts).toMatchObject([{ id: post.postId, questions: 3 }]);
  });

  it("is answered once, in fifty conversations, and none of fifty learns of another", async () => {
    const { db, ask, answer, desk, sent, said, post, nora } = await asked();
    const people = await Promise.all(
      Array.from({ length: 50 }, (_, n) => newcomer(db, `Asker ${n} ${randomUUID()}`)),
    );
    const all = [];
    for (const each of people) all.push({ who: each, ...(await ask(each, "When are the glazes back?")) });
    const [twice] = all;
    if (!twice) throw new Error("nobody asked");
    const second = await ask(twice.who, "When are the glazes back then?");
    expect((await desk()).heaps.map((heap) => heap.length)).toEqual([51]);
    const ids = [...all.map(({ id }) => id), second.id];
    const answerId = await answer(ids, "On Monday.");
    // By three processes at once, one of which died before it could say so.
    await Promise.all([sendAnswers(), sendAnswers(), sendAnswers()]);
    await sent();
    await db
      .update(postQuestions)
      .set({ repliedAt: null })
      .where(eq(postQuestions.id, all[1]?.id ?? ""));
    await sent();
    for (const { who, id, conversationId } of all) {
      const found = await said(conversationId);
      const replies = found.filter(({ senderRole }) => senderRole === "owner");
      const own = id === twice.id ? [id, second.id] : [id];
      expect(replies.filter(({ kind }) => kind === "text")).toMatchObject([
        { body: "On Monday.", senderId: nora.userId },
      ]);
      expect(own).toContain(replies.find(({ kind }) => kind === "text")?.replyTo);
      const words = JSON.stringify(found);
      for (const other of people) if (other.id !== who.id) expect(words).not.toContain(other.name);
      for (const other of all)
        if (other.id !== id) for (const of of [other.id, other.who.id]) expect(words).not.toContain(of);
    }
    const { answered, heaps } = await desk();
    expect(heaps).toEqual([]);
    expect(answered).toMatchObject([{ id: answerId, body: "On Monday.", asked: 51, replied: 51, failed: 0 }]);
    expect(answered[0]).toMatchObject({ publicQuestion: null, publishable: null });
    expect((await readPosts(null, { businessId: post.businessId })).posts).toMatchObject([{ answers: [] }]);
  });

  it("is answered in the name of an owner, and by nobody once they are none", async () => {
    const { db, nora, asMaya, ask, answer, sent, desk, texts, conversationId } = await asked();
    const { id } = await ask(asMaya, "When?");
    await answer([id], "Now");
    await db.update(memberships).set({ role: "agent" }).where(eq(memberships.userId, nora.userId));
    expect(await sent()).toMatchObject([{ failure: "not-allowed" }]);
    expect(await texts(conversationId)).toEqual(["When?"]);
    expect((await desk()).answered).toMatchObject([{ asked: 1, replied: 0, failed: 1 }]);
  });

  it("is answered once, whoever else answers it meanwhile", async () => {
    const { db, asMaya, asNora, ask, answer, post, sent, texts, conversationId } = await asked();
    const { id } = await ask(asMaya, "When?");
    const answering = { ...post, id: randomUUID(), body: "Now", questionIds: [id] };
    await Promise.all([answerQuestions(asNora, answering), answerQuestions(asNora, answering)]);
    await expect(answer([id], "Later")).rejects.toMatchObject({ code: "closed" });
    await sent();
    expect(await texts(conversationId)).toEqual(["When?", "Now"]);
    expect(await db.$count(postAnswers, eq(postAnswers.postId, post.postId))).toBe(1);
  });

  it("[S10] is of the business's owners alone, and of no other business", async () => {
    const { asSam, asMaya, asNora, ask, answer, desk, post, db } = await asked();
    const elsewhere = await asked();
    const { id } = await ask(asMaya, "When?");
    const foreign = { ...elsewhere.post, id: randomUUID(), body: "Theirs", questionIds: [id] };
    await expect(answerQuestions(elsewhere.asNora, foreign)).rejects.toMatchObject({ code: "closed" });
    for (const who of [asSam, asMaya, elsewhere.asNora]) {
      await expect(readQuestions(who, post)).rejects.toMatchObject({ code: "not-found" });
      await expect(answer([id], "Theirs", who)).rejects.toMatchObject({ code: "not-found" });
    }
    const answerId = await answer([id], "Now");
    const taken = { ...elsewhere.post, id: answerId, body: "Theirs" };
    const theirs = await elsewhere.ask(elsewhere.asMaya, "Whose?");
    await expect(
      answerQuestions(elsewhere.asNora, { ...taken, questionIds: [theirs.id] }),
    ).rejects.toMatchObject({ code: "conflict" });
    const showing = { id: answerId, questionId: null };
    for (const [who, businessId] of [
      [elsewhere.asNora, elsewhere.businessId],
      [asSam, post.businessId],
      [elsewhere.asNora, post.businessId],
    ] as const)
      await expect(showAnswer(who, { businessId, ...showing })).rejects.toMatchObject({ code: "not-found" });
    expect((await readQuestions(asNora, post)).answered).toHaveLength(1);
    expect((await desk()).heaps).toEqual([]);
    expect(await db.$count(postAnswers, inArray(postAnswers.postId, [post.postId]))).toBe(1);
  });
});

describe("beneath the post", () => {
  it("stands what its asker agreed to, without their name, for as long as they leave it there", async () => {
    const { asMaya, asLeo, asNora, ask, answer, sent, desk, businessId } = await asked();
    const silent = await ask(asMaya, "Do you ship to Spain, dear Nora?");
    const open = await ask(asLeo, "Do you ship to Spain?", { mayPublish: true });
    const id = await answer([silent.id, open.id], "Yes, within a week.");
    await sent();
    const show = (questionId: string | null) => showAnswer(asNora, { businessId, id, questionId });
    const beneath = async () => (await readPosts(null, { businessId })).posts[0]?.answers;
    expect((await desk()).answered).toMatchObject([{ publishable: { id: open.id }, publicQuestion: null }]);
    await expect(show(silent.id)).rejects.toMatchObject({ code: "not-found" });
    expect(await beneath()).toEqual([]);
    await show(open.id);
    expect(await beneath()).toEqual([
      {
        ...{ id, question: "Do you ship to Spain?", answer: "Yes, within a week." },
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    ]);
    const told = JSON.stringify(await readPosts(null, { businessId }));
    for (const word of ["Leo", "Maya", "dear Nora", asLeo.id, asMaya.id, open.id, open.conversationId])
      expect(told).not.toContain(word);
    await show(null);
    expect(await beneath()).toEqual([]);
    await show(open.id);
    await removeMessage(asLeo, { conversationId: open.conversationId, messageId: open.id });
    expect(await beneath()).toEqual([]);
    expect((await desk()).answered).toMatchObject([{ publicQuestion: null, publishable: null }]);
  });
});
