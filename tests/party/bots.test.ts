import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { conversations, users } from "@/db/schema";
import type { Entry } from "@/lib/ledger";
import { notesIdOf } from "@/lib/work";
import { type Cast, castForTest, messagesOf, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { groupOf, outcomesOf, saidBy } from "../support/stored";

const bean: Person = { userId: uuid(), name: "Bean", role: "bot" };
type Saying = Extract<Entry, { op: "message" }>;
const answers = (asked: string, more: Partial<Saying> = {}): Saying => ({
  ...{ op: "message", id: uuid(), ...bean, body: "Until six", answers: asked },
  ...more,
});
const handsOver = (by: Person): Entry => ({ op: "handover", id: uuid(), ...by });
const dueAt = new Date(Date.now() + 60 * 60 * 1_000).toISOString();
const refused = (code: string) => expect.objectContaining({ is: "refused", code });
const stored = expect.objectContaining({ is: "stored" });

const standingOf = async ({ db, conversationId }: Cast) => {
  const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
  return row;
};
const sets = (cast: Cast, by: Person, wish: object) =>
  outcomesOf({ ...cast, conversationId: notesIdOf(cast.conversationId) }, [
    { op: "work", id: uuid(), ...by, wish },
  ]);

describe("the bot of a business", () => {
  it("[H1] says what answers a message of its customer, and nothing else", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    const asked = await saidBy(cast, maya, "When do you close?");
    expect(await outcomesOf(cast, [answers(asked)])).toMatchObject([
      {
        ...{ is: "stored" },
        message: { seq: 2, senderRole: "bot", senderName: "Bean", metadata: { answers: asked } },
      },
    ]);
    expect(await outcomesOf(cast, [{ op: "message", id: uuid(), ...bean, body: "Buy more" }])).toEqual([
      refused("forbidden"),
    ]);
    expect(await outcomesOf(cast, [answers(uuid())])).toEqual([refused("not-found")]);
    const elsewhere = await groupOf(cast);
    expect(await outcomesOf(elsewhere, [answers(asked)])).toEqual([refused("not-found")]);
    await outcomesOf(cast, [{ op: "delete", id: asked, ...maya }]);
    expect(await outcomesOf(cast, [answers(asked)])).toEqual([refused("not-found")]);
    const other = await castForTest();
    const bySam = await saidBy(other, { ...sam, userId: other.sam.userId }, "Hello");
    expect(await outcomesOf(other, [answers(bySam)])).toEqual([refused("not-found")]);
  });

  it("[H1] comes to a conversation by the site's word alone, told like whoever joins", async () => {
    const { backstage, enters, maya, conversationId, ...cast } = await rehearsal();
    await cast.db.insert(users).values({ id: bean.userId, name: bean.name, role: "bot" });
    const socket = await enters(maya);
    const asked = await saidBy({ ...cast, maya, conversationId }, maya, "When do you close?");
    const room = { party: "main", room: conversationId, ...bean } as const;
    const command = { type: "message:send", id: uuid(), body: "Until six", answers: asked };
    const bySignIn = await backstage.post({ ...room, session: uuid() }, command);
    expect(bySignIn.status).toBe(403);
    expect((await backstage.post(room, { ...command, answers: undefined })).status).toBe(403);
    expect((await backstage.post(room, { type: "message:delete", id: asked })).status).toBe(403);
    expect((await backstage.post(room, { type: "typing", isTyping: true })).status).toBe(204);
    await expect
      .poll(() => socket.heard.find(({ type }) => type === "user:typing"))
      .toMatchObject({ userId: bean.userId, isTyping: true, name: "Bean" });
    expect((await backstage.post(room, command)).status).toBe(201);
    expect((await backstage.post(room, command)).status).toBe(200);
    await expect
      .poll(() => socket.heard.flatMap((event) => (event.type === "message:new" ? event.message : [])))
      .toMatchObject([
        { kind: "system", metadata: { event: "joined", userId: bean.userId, role: "bot" } },
        { senderRole: "bot", body: "Until six" },
      ]);
    const again = await enters(maya);
    await expect
      .poll(() => again.heard.find(({ type }) => type === "welcome"))
      .toMatchObject({ participants: expect.arrayContaining([expect.objectContaining({ ...bean })]) });
  });

  it("[H2] answers a message once, whoever sends the answer how often", async () => {
    const cast = await castForTest();
    const asked = await saidBy(cast, cast.maya, "When do you close?");
    const answer = answers(asked, { basedOnSeq: 1 });
    const twice = await Promise.all([outcomesOf(cast, [answer, answer]), outcomesOf(cast, [answer])]);
    expect(twice.flat().filter(({ is }) => is === "stored")).toHaveLength(1);
    expect(await outcomesOf(cast, [{ ...answer, body: "Something else" }])).toMatchObject([
      { is: "repeat", message: { body: "Until six" } },
    ]);
    expect((await messagesOf(cast)).filter(({ senderRole }) => senderRole === "bot")).toHaveLength(1);
  });

  it("[H2] answers nothing after which more was said", async () => {
    const cast = await castForTest();
    const asked = await saidBy(cast, cast.maya, "When do you close?");
    const more = await saidBy(cast, cast.maya, "On Sundays");
    expect(await outcomesOf(cast, [answers(asked, { basedOnSeq: 1 })])).toMatchObject([
      { is: "refused", code: "stale", unseen: [{ body: "On Sundays" }] },
    ]);
    expect(await outcomesOf(cast, [answers(more, { basedOnSeq: 2 })])).toEqual([stored]);
  });

  it("[H3] is silent once a person of the business said something, joined or was given it", async () => {
    const wayIn: ((cast: Cast) => Promise<unknown>)[] = [
      (cast) => saidBy(cast, cast.sam, "I will look"),
      (cast) => outcomesOf(cast, [{ op: "join", ...cast.sam }]),
      (cast) => sets(cast, cast.sam, { assigneeId: cast.sam.userId }),
      (cast) => outcomesOf(cast, [{ op: "propose", id: uuid(), ...cast.sam }]),
      (cast) => outcomesOf(cast, [{ op: "promise", id: uuid(), ...cast.sam, text: "The beans", dueAt }]),
      (cast) => outcomesOf(cast, [{ op: "ring", id: uuid(), ...cast.sam, device: uuid() }]),
      (cast) => outcomesOf(cast, [handsOver(cast.maya)]),
      (cast) => outcomesOf(cast, [handsOver(bean)]),
    ];
    for (const comesIn of wayIn) {
      const cast = await castForTest();
      await saidBy(cast, cast.maya, "When do you close?");
      expect(await standingOf(cast)).toMatchObject({ isWithPeople: false });
      await comesIn(cast);
      expect(await standingOf(cast)).toMatchObject({ isWithPeople: true });
      const asked = await saidBy(cast, cast.maya, "On Sundays?");
      expect(await outcomesOf(cast, [answers(asked)])).toEqual([refused("conflict")]);
      expect(await outcomesOf(cast, [{ op: "join", ...bean, toSay: answers(asked) }])).toEqual([
        refused("conflict"),
      ]);
      await sets(cast, cast.sam, { status: "completed" });
      const again = await saidBy(cast, cast.maya, "And on Mondays?");
      expect(await outcomesOf(cast, [answers(again)])).toEqual([stored]);
    }
  });

  it("[H3] loses to the person who was stored before it in one batch", async () => {
    const cast = await castForTest();
    const asked = await saidBy(cast, cast.maya, "When do you close?");
    const says: Entry = { op: "message", id: uuid(), ...cast.sam, body: "At seven today" };
    expect(await outcomesOf(cast, [says, answers(asked)])).toEqual([stored, refused("conflict")]);
  });

  it("[H4] is handed over from once, and what was put aside is open then", async () => {
    const cast = await castForTest();
    await saidBy(cast, cast.maya, "When do you close?");
    await sets(cast, cast.sam, { status: "completed" });
    const first = handsOver(cast.maya);
    expect(await outcomesOf(cast, [first, handsOver(bean)])).toMatchObject([
      {
        ...{ is: "stored" },
        message: {
          ...{ kind: "system", senderRole: "system" },
          metadata: { event: "handover", name: "Maya", role: "customer", isUnreachable: false },
        },
      },
      { is: "unchanged" },
    ]);
    expect(await outcomesOf(cast, [first])).toMatchObject([{ is: "repeat" }]);
    expect(await outcomesOf(cast, [handsOver(bean)])).toEqual([{ is: "unchanged" }]);
    expect(await standingOf(cast)).toMatchObject({ status: "open", isWithPeople: true });
    expect(await outcomesOf(await groupOf(cast), [handsOver(cast.maya)])).toEqual([refused("forbidden")]);
  });

  it("[H4] cannot be reached by the site's word alone; nobody of the business hands over", async () => {
    const { backstage, enters, maya, sam, conversationId } = await rehearsal();
    const asks = (socket: Awaited<ReturnType<typeof enters>>, more: object = {}) =>
      socket.send(JSON.stringify({ type: "handover", id: uuid(), ...more }));
    const [hers, his] = [await enters(maya), await enters(sam)];
    asks(hers, { isUnreachable: true });
    asks(his);
    for (const socket of [hers, his])
      await expect
        .poll(() => socket.heard.find(({ type }) => type === "refused"))
        .toMatchObject({ code: "forbidden" });
    const room = { party: "main", room: conversationId, ...bean } as const;
    const command = { type: "handover", id: uuid(), isUnreachable: true };
    expect((await backstage.post(room, command)).status).toBe(201);
    await expect
      .poll(() => hers.heard.find(({ type }) => type === "message:new"))
      .toMatchObject({ message: { metadata: { event: "handover", isUnreachable: true, role: "bot" } } });
  });
});
