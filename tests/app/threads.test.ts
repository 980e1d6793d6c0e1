import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readThread, readThreadRoots } from "@/app/conversation/threads";
import { append } from "@/db/append";
import { HISTORY_PAGE_SIZE } from "@/lib/protocol/history";
import type { Person } from "../support/cast";
import { castOfSite } from "../support/viewers";

type Site = Awaited<ReturnType<typeof castOfSite>>;

async function says({ pool, conversationId }: Site, by: Person, body: string, threadId?: string) {
  const id = randomUUID();
  await append(pool, [{ conversationId, entry: { op: "message", id, ...by, body, threadId } }]);
  return id;
}

/** A thread below a message of Maya's, with so many answers of Sam's. */
async function threadBelow(site: Site, body: string, replies: number): Promise<string> {
  const id = await says(site, site.maya, body);
  const { pool, conversationId, sam } = site;
  await append(pool, [
    { conversationId, entry: { op: "thread", id, threadId: id, title: "", ...sam } },
    ...Array.from({ length: replies }, (_, n) => ({
      conversationId,
      entry: { op: "message" as const, id: randomUUID(), ...sam, body: `answer ${n + 1}`, threadId: id },
    })),
  ]);
  return id;
}

const bodies = ({ messages }: { messages: { body: string }[] }) => messages.map(({ body }) => body);

describe("a thread", () => {
  it("is read by pages, each with the message that it grows from", async () => {
    const site = await castOfSite();
    const { asMaya, conversationId } = site;
    const threadId = await threadBelow(site, "Which grinder?", HISTORY_PAGE_SIZE + 1);
    const newest = await readThread(asMaya, { conversationId, threadId });
    expect(newest).toMatchObject({ root: { id: threadId, body: "Which grinder?" }, hasMore: true });
    expect(newest.messages).toHaveLength(HISTORY_PAGE_SIZE);
    expect(newest.messages[0]?.threadSeq).toBe(2);
    const first = await readThread(asMaya, { conversationId, threadId, beforeThreadSeq: 2 });
    expect(first).toMatchObject({ hasMore: false, messages: [{ body: "answer 1", threadSeq: 1 }] });
    expect(await readThread(asMaya, { conversationId, threadId, beforeThreadSeq: 1 })).toMatchObject({
      ...{ hasMore: false, messages: [] },
    });
  });

  it("[S10] is not there for strangers, in another conversation, nor where there is none", async () => {
    const [here, elsewhere] = [await castOfSite(), await castOfSite()];
    const { conversationId, asLeo, asSam } = here;
    const threadId = await threadBelow(here, "Between us", 1);
    const absent = { code: "not-found" };
    await expect(readThread(asLeo, { conversationId, threadId })).rejects.toMatchObject(absent);
    await expect(readThread(elsewhere.asSam, { conversationId, threadId })).rejects.toMatchObject(absent);
    const wrong = { conversationId: elsewhere.conversationId, threadId };
    await expect(readThread(elsewhere.asMaya, wrong)).rejects.toMatchObject(absent);
    const missing = { conversationId, threadId: randomUUID() };
    await expect(readThread(asSam, missing)).rejects.toMatchObject(absent);
  });

  it("[S37] is asked for by places that can be", async () => {
    const { asMaya, conversationId } = await castOfSite();
    for (const beforeThreadSeq of [-1, 0.5, 2 ** 31])
      await expect(
        readThread(asMaya, { conversationId, threadId: randomUUID(), beforeThreadSeq }),
      ).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("what threads grow from", () => {
  it("comes with its first words, that of the latest answer first", async () => {
    const site = await castOfSite();
    const { conversationId } = site;
    const long = await threadBelow(site, "word ".repeat(600), 1);
    const short = await threadBelow(site, "Oat milk?", 1);
    await says(site, site.maya, "not of a thread");
    const { messages } = await readThreadRoots(site.asSam, { conversationId });
    expect(messages.map(({ id }) => id)).toEqual([short, long]);
    expect(bodies({ messages })).toEqual(["Oat milk?", "word ".repeat(40)]);
  });

  it("says nothing any more once it was deleted, and its thread goes on", async () => {
    const site = await castOfSite();
    const { pool, conversationId, maya, sam, asSam } = site;
    const threadId = await threadBelow(site, "My card is 4242", 1);
    await append(pool, [{ conversationId, entry: { op: "delete", id: threadId, ...maya } }]);
    await says(site, sam, "still here", threadId);
    const { root, messages } = await readThread(asSam, { conversationId, threadId });
    expect(root).toMatchObject({ body: "", deletedAt: expect.any(String) });
    expect(bodies({ messages })).toEqual(["answer 1", "still here"]);
    expect(bodies(await readThreadRoots(asSam, { conversationId }))).toEqual([""]);
  });
});
