import { randomUUID } from "node:crypto";
import type http from "node:http";
import { eq } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { askBots, whenAsked } from "@/app/bots/ask";
import * as operations from "@/app/bots/bots";
import { handConversationOver } from "@/app/bots/handover";
import { readConversation } from "@/app/conversation/conversation";
import { readHead } from "@/app/conversation/history";
import { joinAsMember, postMessage } from "@/app/conversation/post";
import { tellTyping } from "@/app/conversation/signs";
import { start } from "@/app/conversation/start";
import { giveOut } from "@/app/due/turns";
import { readInbox } from "@/app/inbox/list";
import { changeWork } from "@/app/inbox/work";
import { viewerOf } from "@/app/viewer";
import { grantOfApiToken } from "@/db/api-tokens";
import { claimCalls } from "@/db/bot-calls";
import { botCalls, bots } from "@/db/bot-parts";
import { botOf } from "@/db/bots";
import { digestFor } from "@/db/digest";
import { jobs } from "@/db/job-parts";
import { businesses, conversations } from "@/db/schema";
import { startSession } from "@/db/sessions";
import { summariesOf } from "@/db/summaries";
import { waitingIn } from "@/db/turns";
import {
  BOT_ANSWERED_WITHIN_MS,
  BOT_CALL_LEASE_MS,
  BOT_CALLS_PER_BOT_MAX,
  BOT_CONTEXT_MESSAGES,
  BOT_FAILING_MAX_MS,
  BOT_FORMER_SECRET_MS,
  BOT_TAKEN_WITHIN_MS,
} from "@/lib/bot";
import { notesIdOf } from "@/lib/work";
import { dueAlone, toldOutside } from "../support/due-alone";
import { outcomesOf } from "../support/stored";
import { castOfSite } from "../support/viewers";
import { openReceiver, verified } from "../support/webhook-receiver";

dueAlone();
process.env.WEBHOOKS_TO_LOOPBACK = "1";

const MINUTE_MS = 60_000;
const later = (ms: number) => new Date(Date.now() + ms);
const ask = async (now = new Date()) => {
  await askBots(now);
  await whenAsked();
};

/** Harbor Coffee with a bot that is asked on this machine, and says that it was with 202. */
async function scene() {
  const cast = await castOfSite();
  const { db, asNora, asMaya, businessId, conversationId } = cast;
  const receiver = await openReceiver();
  receiver.answer(202);
  const { bot, secret } = await operations.addBot(asNora, { businessId, name: "Bean", url: receiver.url });
  const asBean = await viewerOf((await startSession(db, bot.userId)).id);
  onTestFinished(async () => {
    await db.delete(bots).where(eq(bots.businessId, businessId));
    receiver.close();
  });
  const calls = () => db.select().from(botCalls).where(eq(botCalls.conversationId, conversationId));
  return {
    ...cast,
    ...{ receiver, secret, bot, asBean, calls },
    says: async (body: string) => (await postMessage(asMaya, { conversationId, body })).message.id,
    told: () => toldOutside(db, conversationId),
    answers: (inReplyTo: string, body = "Until six") =>
      postMessage(asBean, { conversationId, inReplyTo, body }),
    lines: async () => {
      const { messages } = await readHead(asMaya, { conversationId });
      return messages.map(({ kind, body, senderRole, metadata }) =>
        kind === "system" ? String(metadata.event) : `${senderRole}: ${body}`,
      );
    },
  };
}

describe("a bot", () => {
  it("is asked what its customer said, signed, with what was said before and nothing of the notes", async () => {
    const { receiver, secret, bot, says, told, conversationId, asSam, maya, ...cast } = await scene();
    await says("Hello");
    await postMessage(asSam, { conversationId: notesIdOf(conversationId), body: "A regular, be kind" });
    const asked = await says("When do you close?");
    await told();
    await ask();
    const [hit] = receiver.hits;
    if (!hit) throw new Error("it was not asked");
    expect(verified(hit, secret)).toEqual({
      type: "message.asked",
      timestamp: expect.any(String),
      data: {
        bot: { id: bot.userId, name: "Bean" },
        conversation: expect.objectContaining({
          ...{ id: conversationId, businessId: cast.businessId, kind: "direct" },
          customer: { id: maya.userId, name: "Maya" },
        }),
        message: expect.objectContaining({ id: asked, seq: 2, body: "When do you close?" }),
        before: [expect.objectContaining({ seq: 1, body: "Hello" })],
      },
    });
    expect(hit.body).not.toContain("A regular");
    expect(receiver.hits).toHaveLength(1);
    for (const secretThing of ["whsec_", "email", "passwordHash"])
      expect(hit.body).not.toContain(secretThing);
  });

  it("is told no more than the newest of what was said before", async () => {
    const { receiver, says, told, conversationId, pool, maya } = await scene();
    await outcomesOf(
      { pool, conversationId },
      Array.from({ length: BOT_CONTEXT_MESSAGES + 2 }, (_, n) => ({
        ...{ op: "message" as const, id: randomUUID(), ...maya, body: `Line ${n + 1}` },
      })),
    );
    await says("When do you close?");
    await told();
    await ask();
    const { before } = receiver.events()[0].data;
    expect(before).toHaveLength(BOT_CONTEXT_MESSAGES);
    expect([before.at(0).seq, before.at(-1).seq]).toEqual([3, BOT_CONTEXT_MESSAGES + 2]);
  });

  it("has what it goes on with told as such to its business alone, until it hands over or is switched off", async () => {
    const { db, asSam, asMaya, asNora, businessId, conversationId, asBean, says } = await scene();
    const isHeld = async () => (await summariesOf(db, [conversationId]))[0]?.work?.isWithBot ?? false;
    await says("When do you close?");
    expect(await isHeld()).toBe(true);
    expect((await readConversation(asSam, { conversationId })).work?.isWithBot).toBe(true);
    expect((await readInbox(asSam, { businessId })).conversations[0]?.work?.isWithBot).toBe(true);
    expect(await readConversation(asMaya, { conversationId })).not.toHaveProperty("work");
    await operations.switchBot(asNora, { businessId, isOn: false });
    expect(await isHeld()).toBe(false);
    await operations.switchBot(asNora, { businessId, isOn: true });
    expect(await isHeld()).toBe(true);
    await handConversationOver(asBean, { conversationId });
    expect(await isHeld()).toBe(false);
  });

  it("answers by the API, once, as itself", async () => {
    const { says, told, answers, lines, calls, conversationId, asMaya, asBean } = await scene();
    const asked = await says("When do you close?");
    await told();
    await ask();
    expect(await tellTyping(asBean, { conversationId, isTyping: true })).toEqual({});
    const [one, two] = await Promise.all([answers(asked), answers(asked, "At six")]);
    expect([one.isNew, two.isNew].sort()).toEqual([false, true]);
    expect(one.message.id).toBe(two.message.id);
    expect(await lines()).toEqual([
      "customer: When do you close?",
      "joined",
      expect.stringMatching(/^bot: /),
    ]);
    expect(await calls()).toEqual([]);
    await expect(postMessage(asBean, { conversationId, body: "Buy more" })).rejects.toThrow();
    await expect(answers(randomUUID())).rejects.toMatchObject({ code: "not-found" });
    await expect(
      postMessage(asMaya, { conversationId, body: "Mine", inReplyTo: asked }),
    ).rejects.toMatchObject({ code: "bad-command" });
  });

  it("is asked anew about what was said meanwhile, and what it says to the old is not taken", async () => {
    const { receiver, says, told, answers, lines, calls } = await scene();
    const first = await says("When do you close?");
    await told();
    await ask();
    const second = await says("On Sundays");
    await told();
    expect(await calls()).toMatchObject([{ messageId: second, state: "waiting", tries: 0 }]);
    await expect(answers(first)).rejects.toMatchObject({ code: "stale" });
    await ask();
    expect(receiver.events().map(({ data }) => data.message.id)).toEqual([first, second]);
    expect(new Set(receiver.hits.map(({ id }) => id)).size).toBe(2);
    await answers(second);
    expect((await lines()).filter((line) => line.startsWith("bot"))).toHaveLength(1);
  });

  it("is asked once, by however many processes", async () => {
    const { db, says, told } = await scene();
    await says("When do you close?");
    await told();
    const now = new Date();
    const claims = await Promise.all([1, 2, 3, 4].map(() => claimCalls(db, { now, limit: 10 })));
    expect(claims.flat()).toHaveLength(1);
    expect(await claimCalls(db, { now: later(BOT_CALL_LEASE_MS + MINUTE_MS), limit: 10 })).toMatchObject([
      { tries: 2 },
    ]);
  });

  it("of which much is asked at once is asked only so much", async () => {
    const { db, businessId, asNora, receiver } = await scene();
    for (let n = 0; n <= BOT_CALLS_PER_BOT_MAX; n += 1) {
      const [talk] = await db.insert(conversations).values({ businessId }).returning();
      if (!talk) throw new Error("nothing was made");
      const asked = { conversationId: talk.id, businessId, messageId: randomUUID(), nextAt: new Date() };
      await db.insert(botCalls).values(asked);
    }
    expect(await claimCalls(db, { now: later(1), limit: 100 })).toHaveLength(BOT_CALLS_PER_BOT_MAX);
    expect(await claimCalls(db, { now: later(1), limit: 100 })).toEqual([]);
    await operations.switchBot(asNora, { businessId, isOn: false });
    expect(receiver.hits).toEqual([]);
  });

  it("says nothing once a person of the business does, and is not asked until the conversation is over", async () => {
    const { receiver, says, told, answers, conversationId, asSam, lines } = await scene();
    const asked = await says("When do you close?");
    await told();
    await ask();
    await joinAsMember(asSam, { conversationId });
    await expect(answers(asked)).rejects.toMatchObject({ code: "conflict" });
    await says("Hello?");
    await told();
    await ask(later(2 * BOT_ANSWERED_WITHIN_MS));
    expect(receiver.hits).toHaveLength(1);
    expect(await lines()).not.toContain("handover");
    await changeWork(asSam, { conversationIds: [conversationId], wish: { status: "completed" } });
    await says("When do you open?");
    await told();
    await ask();
    expect(receiver.hits).toHaveLength(2);
  });
});

describe("a bot that does not answer", () => {
  it("is asked again in a moment, with the same id, and then a person shall go on", async () => {
    const { db, receiver, businessId, says, told, lines, calls } = await scene();
    receiver.answer(500);
    await says("When do you close?");
    await told();
    await ask();
    expect(await calls()).toMatchObject([{ state: "waiting", tries: 1 }]);
    // Where nothing comes through nobody else waits for so long.
    await ask(later(MINUTE_MS));
    expect(receiver.hits).toHaveLength(2);
    expect(new Set(receiver.hits.map(({ id }) => id)).size).toBe(1);
    expect(await lines()).toEqual(["customer: When do you close?", "handover"]);
    expect(await calls()).toEqual([]);
    expect(await botOf(db, businessId)).toMatchObject({ failing: { failure: "500" }, disabled: null });
  });

  it("is not waited for any longer than it may take, and no message waits with it", async () => {
    const { receiver, says, told, lines } = await scene();
    receiver.answerBy(() => {});
    await says("When do you close?");
    await told();
    const asking = ask();
    await expect.poll(() => receiver.hits.length).toBe(1);
    await says("Hello?");
    expect(await lines()).toEqual(["customer: When do you close?", "customer: Hello?"]);
    receiver.close();
    await asking;
  });

  it.each([
    ["sends on to somewhere else", redirects],
    ["says more than is read", tellsTooMuch],
  ])("is not followed where it %s", async (_, listener) => {
    const { db, receiver, businessId, says, told } = await scene();
    receiver.answerBy(listener);
    await says("When do you close?");
    await told();
    await ask();
    const failing = (await botOf(db, businessId))?.failing;
    expect(receiver.hits).toHaveLength(1);
    expect(failing?.failure).toBe(listener === redirects ? "302" : undefined);
  });

  it("although it said that it would, has a person go on", async () => {
    const { says, told, lines, calls, receiver } = await scene();
    await says("When do you close?");
    await told();
    await ask();
    expect(await calls()).toMatchObject([{ state: "awaiting" }]);
    await ask(later(BOT_ANSWERED_WITHIN_MS - MINUTE_MS / 2));
    expect(await lines()).not.toContain("handover");
    await ask(later(BOT_ANSWERED_WITHIN_MS + MINUTE_MS));
    expect(await lines()).toEqual(["customer: When do you close?", "handover"]);
    expect(receiver.hits).toHaveLength(1);
  });

  it("because there is nothing to say, is not waited for", async () => {
    const { receiver, says, told, lines, calls } = await scene();
    receiver.answer(204);
    await says("Thank you!");
    await told();
    await ask();
    expect(await calls()).toEqual([]);
    await ask(later(2 * BOT_ANSWERED_WITHIN_MS));
    expect(await lines()).toEqual(["customer: Thank you!"]);
  });

  it("whose answer was stored before its call was settled is not given up", async () => {
    const { db, says, told, answers, lines, conversationId, businessId } = await scene();
    const asked = await says("When do you close?");
    await told();
    await ask();
    await answers(asked);
    // As if the process had died in between.
    await db
      .insert(botCalls)
      .values({ conversationId, businessId, messageId: asked, state: "awaiting", nextAt: new Date() });
    await ask(later(MINUTE_MS));
    expect(await lines()).not.toContain("handover");
  });

  it("is switched off when it says that it is gone, or was not reached for a day", async () => {
    const { db, receiver, businessId, conversationId, says, told, lines, asNora } = await scene();
    receiver.answer(410);
    await says("When do you close?");
    await told();
    await ask();
    expect(await botOf(db, businessId)).toMatchObject({ disabled: { because: "gone" } });
    expect(await lines()).toContain("handover");
    expect(await operations.switchBot(asNora, { businessId, isOn: true })).toMatchObject({
      ...{ disabled: null, failing: null },
    });
    const failingSince = later(-BOT_FAILING_MAX_MS - MINUTE_MS);
    await db.update(bots).set({ failingSince }).where(eq(bots.businessId, businessId));
    receiver.answer(500);
    await changeWork(asNora, { conversationIds: [conversationId], wish: { status: "completed" } });
    await says("And on Sundays?");
    await told();
    await ask();
    expect(await botOf(db, businessId)).toMatchObject({ disabled: { because: "failing" } });
  });
});

describe("handing over", () => {
  it("has people told of it, and of nothing before", async () => {
    const { db, says, told, answers, asMaya, conversationId, nora, maya } = await scene();
    const toldOf = async () => {
      const rows = await db.select().from(jobs).where(eq(jobs.conversationId, conversationId));
      return rows.map(({ userId }) => userId);
    };
    const asked = await says("When do you close?");
    await told();
    await answers(asked);
    await told();
    expect(await toldOf()).toEqual([maya.userId]);
    const digest = () =>
      digestFor(db, { userId: nora.userId, conversationId, kind: "mail" }, { isStaff: true });
    expect(await digest()).toBeNull();
    expect(await handConversationOver(asMaya, { conversationId })).toEqual({});
    await told();
    expect(await toldOf()).toContain(nora.userId);
    expect(await digest()).toMatchObject({ messages: [{ id: asked }] });
  });

  it("gives what waits to people in turn, and nothing before", async () => {
    const { db, says, told, asBean, conversationId, businessId } = await scene();
    await db.update(businesses).set({ isInTurn: true }).where(eq(businesses.id, businessId));
    const isWaiting = async () => {
      const waiting = await waitingIn(db, { businessIds: [businessId], limit: 10 });
      return waiting.map(({ id }) => id);
    };
    await says("When do you close?");
    await told();
    expect(await isWaiting()).toEqual([]);
    await giveOut(new Date());
    await handConversationOver(asBean, { conversationId });
    expect(await isWaiting()).toEqual([conversationId]);
  });
});

describe("what is a bot's", () => {
  it("is decided by owners, of whom one makes it; its secret is shown once", async () => {
    const { asNora, asSam, businessId, receiver, secret, db, says, told, ...cast } = await scene();
    const being = { businessId, name: "Bean", url: receiver.url };
    await expect(operations.addBot(asNora, being)).rejects.toMatchObject({ code: "conflict" });
    await expect(operations.changeBot(asSam, being)).rejects.toMatchObject({ code: "forbidden" });
    expect(JSON.stringify(await botOf(db, businessId))).not.toContain(secret);
    const { secret: newest } = await operations.rotateBotSecret(asNora, { businessId });
    await says("When do you close?");
    await told();
    await ask();
    const [hit] = receiver.hits;
    if (!hit) throw new Error("it was not asked");
    for (const known of [secret, newest]) expect(verified(hit, known)).toBeTruthy();
    await db
      .update(bots)
      .set({ formerUntil: later(-BOT_FORMER_SECRET_MS) })
      .where(eq(bots.businessId, businessId));
    expect(cast.bot.userId).toBe((await operations.changeBot(asNora, { ...being, name: "Barista" })).userId);
  });

  it("is a token, made and ended by owners, by which it answers", async () => {
    const { db, asNora, asSam, bot, businessId, conversationId, says } = await scene();
    await expect(operations.makeBotToken(asSam, { businessId })).rejects.toMatchObject({ code: "forbidden" });
    const { token, secret } = await operations.makeBotToken(asNora, { businessId });
    expect(token).toMatchObject({ name: "Bean", scopes: ["read", "write"], expiresAt: null });
    const asked = await says("When do you close?");
    const holder = async () => viewerOf((await grantOfApiToken(db, secret))?.sessionId ?? "");
    expect(await holder()).toMatchObject({ id: bot.userId, isBot: true });
    const said = { conversationId, inReplyTo: asked, body: "Until six" };
    expect(await postMessage(await holder(), said)).toMatchObject({ isNew: true });
    const which = { businessId, id: token.id };
    await expect(operations.endBotToken(asSam, which)).rejects.toMatchObject({ code: "forbidden" });
    const notIts = { businessId, id: asNora.sessionId };
    await expect(operations.endBotToken(asNora, notIts)).rejects.toMatchObject({ code: "not-found" });
    await operations.endBotToken(asNora, which);
    expect(await holder()).toBeNull();
  });

  it("is nothing but to answer, read and hand over, and not even that where it is switched off", async () => {
    const { asBean, asNora, businessId, conversationId, says, answers } = await scene();
    if (!asBean) throw new Error("nobody there");
    const asked = await says("When do you close?");
    expect(asBean).toMatchObject({ isBot: true, isGuest: false, memberships: [] });
    await expect(start(asBean, { business: "harbor-coffee" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(joinAsMember(asBean, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
    await operations.switchBot(asNora, { businessId, isOn: false });
    await expect(answers(asked)).rejects.toMatchObject({ code: "not-found" });
    await expect(handConversationOver(asBean, { conversationId })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("goes on with nothing of another business, and with no notes", async () => {
    const { asBean, conversationId, says } = await scene();
    const other = await scene();
    const asked = await other.says("When do you close?");
    await says("Hello");
    for (const place of [other.conversationId, notesIdOf(conversationId)])
      await expect(
        postMessage(asBean, { conversationId: place, inReplyTo: asked, body: "Until six" }),
      ).rejects.toMatchObject({ code: "not-found" });
  });

  it("leads to no place that a webhook may not lead to", async () => {
    const { asNora, businessId } = await scene();
    for (const url of ["http://example.com/", "https://user:pass@example.com/", "ftp://example.com/", "x"])
      await expect(operations.changeBot(asNora, { businessId, name: "Bean", url })).rejects.toMatchObject({
        code: "bad-command",
      });
    expect(BOT_TAKEN_WITHIN_MS).toBeLessThan(BOT_CALL_LEASE_MS);
  });
});

const redirects: http.RequestListener = (_, response) =>
  response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();

function tellsTooMuch(_: http.IncomingMessage, response: http.ServerResponse) {
  response.writeHead(202);
  const timer = setInterval(() => response.write("x".repeat(64 * 1024)), 1);
  response.on("close", () => clearInterval(timer));
}
