import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readChats } from "@/app/chats/list";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { giveTicket } from "@/app/conversation/tickets";
import {
  addMember,
  leaveGroup,
  rankMember,
  readAddable,
  removeMember,
  renameGroup,
} from "@/app/groups/members";
import { startGroup } from "@/app/groups/start";
import { readInbox } from "@/app/inbox/list";
import { conversations, participants, users } from "@/db/schema";
import { GROUP_MEMBERS_MAX, GROUP_TITLE_LENGTH_MAX, GROUPS_PER_PERSON_MAX } from "@/lib/group";
import { groupOf } from "../support/groups";
import { castOfSite, signedIn } from "../support/viewers";

describe("making a group", () => {
  it("puts it into the lists of its maker and of the business, before anybody wrote in it", async () => {
    const { asMaya, asSam, asLeo, asNora, businessId, conversationId } = await groupOf("Maya");
    const shown = { id: conversationId, kind: "group", title: "Tasting", customerId: null };
    expect((await readChats(asMaya, {})).conversations).toEqual([expect.objectContaining(shown)]);
    for (const member of [asSam, asNora])
      expect((await readInbox(member, { businessId })).conversations).toEqual([
        expect.objectContaining(shown),
      ]);
    expect((await readChats(asLeo, {})).conversations).toEqual([]);
    const { messages } = await readHead(asMaya, { conversationId });
    expect(messages.map(({ kind, metadata }) => [kind, metadata.event, metadata.title])).toEqual([
      ["system", "created", "Tasting"],
    ]);
  });

  it("[G2] makes one, however often it is asked for, and no other with its id", async () => {
    const { asMaya, asLeo, conversationId: id, slug } = await groupOf("Maya");
    const asked = { business: slug, id, title: "Tasting", locale: "en" } as const;
    const again = await Promise.all([startGroup(asMaya, asked), startGroup(asMaya, asked)]);
    expect(again).toEqual(Array(2).fill({ conversationId: id, notInvited: [], isNew: false }));
    expect((await readHead(asMaya, { conversationId: id })).messages).toHaveLength(1);
    await expect(startGroup(asLeo, asked)).rejects.toMatchObject({ code: "conflict" });
    const direct = { ...asked, id: (await castOfSite()).conversationId };
    await expect(startGroup(asMaya, direct)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is for agents and guests too", async () => {
    const bySam = await groupOf("Sam");
    expect((await readChats(bySam.asSam, {})).conversations).toEqual([]);
    const byGuest = await groupOf("Guest");
    expect((await readChats(byGuest.asGuest, {})).conversations).toHaveLength(1);
    await expect(
      startGroup(byGuest.asGuest, {
        ...{ business: byGuest.slug, id: randomUUID(), title: "Spam", locale: "en" },
        emails: ["leo@example.com"],
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stops at as many as one person may host", async () => {
    const cast = await groupOf("Maya");
    const { db, asMaya, businessId, slug } = cast;
    const more = Array.from({ length: GROUPS_PER_PERSON_MAX - 2 }, () => randomUUID());
    await db.insert(conversations).values(more.map((id) => ({ id, businessId, kind: "group" as const })));
    await db.insert(participants).values(
      more.map((conversationId) => ({
        ...{ conversationId, userId: asMaya.id },
        ...{ role: "customer" as const, rank: "host" as const },
      })),
    );
    const start = () =>
      startGroup(asMaya, { business: slug, id: randomUUID(), title: "One more", locale: "en" });
    const outcomes = await Promise.allSettled([start(), start()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "too-many" },
    });
  });

  it.each([
    ["of nothing", " "],
    ["longer than a title", "x".repeat(GROUP_TITLE_LENGTH_MAX + 1)],
    ["[S27] that turns its line around", "Invoice \u202Egnp.exe"],
    ["[S27] with a heap of marks", `e${"\u0301".repeat(40)}`],
  ])("takes no title %s", async (_, title) => {
    const { asMaya, slug, conversationId } = await groupOf("Maya");
    const asked = { business: slug, id: randomUUID(), title, locale: "en" };
    await expect(startGroup(asMaya, asked)).rejects.toMatchObject({ code: "bad-command" });
    const renamed = renameGroup(asMaya, { conversationId, id: randomUUID(), title });
    await expect(renamed).rejects.toMatchObject({ code: "bad-command" });
  });

  it("takes a title as long as a title may be", async () => {
    const { asMaya, conversationId } = await groupOf("Maya");
    const title = "x".repeat(GROUP_TITLE_LENGTH_MAX);
    await renameGroup(asMaya, { conversationId, id: randomUUID(), title });
    expect((await readChats(asMaya, {})).conversations[0]?.title).toBe(title);
  });
});

describe("the members of a group", () => {
  it("are added by a host from the team, and by the team from its customers, with the role they have", async () => {
    const { asMaya, asSam, sam, maya, conversationId, withCustomer } = await groupOf("Maya");
    const { people } = await readAddable(asMaya, { conversationId });
    expect(people.map(({ name }) => name)).toEqual(["Ines", "Nora", "Sam"]);
    await addMember(asMaya, { conversationId, id: randomUUID(), userId: sam.userId });
    const { messages } = await readHead(asMaya, { conversationId });
    expect(messages.at(-1)).toMatchObject({
      senderId: asMaya.id,
      metadata: { event: "added", userId: sam.userId, role: "agent", rank: "member", by: asMaya.id },
    });

    const guest = await withCustomer("Vera");
    const strange = addMember(asMaya, { conversationId, id: randomUUID(), userId: guest.id });
    await expect(strange).rejects.toMatchObject({ code: "not-found" });
    const choice = await readAddable(asSam, { conversationId });
    expect(choice.people.map(({ name, role }) => [name, role])).toContainEqual(["Vera", "customer"]);
    expect(choice.people.map(({ userId }) => userId)).not.toContain(maya.userId);
    await addMember(asSam, { conversationId, id: randomUUID(), userId: guest.id });
    expect((await readChats(guest, {})).conversations.map(({ id }) => id)).toContain(conversationId);
  });

  it("[S10] are nobody's from another business", async () => {
    const [{ asSam, conversationId }, elsewhere] = [await groupOf("Sam"), await groupOf("Sam")];
    const foreign = [elsewhere.sam, elsewhere.maya].map(({ userId }) =>
      addMember(asSam, { conversationId, id: randomUUID(), userId }),
    );
    expect(await codesOf(foreign)).toEqual(["not-found", "not-found"]);
    const asked = { conversationId, id: randomUUID() };
    const theirs = [
      renameGroup(elsewhere.asSam, { ...asked, title: "Ours now" }),
      leaveGroup(elsewhere.asSam, asked),
      readAddable(elsewhere.asSam, { conversationId }),
      removeMember(elsewhere.asSam, { ...asked, userId: asSam.id }),
    ];
    expect(new Set(await codesOf(theirs))).toEqual(new Set(["not-found"]));
  });

  it("[S04] who are no hosts change nothing, and leave when they like", async () => {
    const { asMaya, asSam, leoIn, conversationId } = await groupOf("Maya");
    const asLeo = await leoIn();
    const id = randomUUID();
    const refused = [
      renameGroup(asLeo, { conversationId, id, title: "Mine" }),
      removeMember(asLeo, { conversationId, id, userId: asMaya.id }),
      rankMember(asLeo, { conversationId, id, userId: asLeo.id, rank: "host" }),
      addMember(asLeo, { conversationId, id, userId: asSam.id }),
      readAddable(asLeo, { conversationId }),
    ];
    expect(new Set(await codesOf(refused))).toEqual(new Set(["forbidden"]));
    await leaveGroup(asLeo, { conversationId, id });
    await expect(readHead(asLeo, { conversationId })).rejects.toMatchObject({ code: "not-found" });
    await expect(giveTicket(asLeo, { conversationId })).rejects.toMatchObject({ code: "not-found" });
    expect((await readChats(asLeo, {})).conversations).toEqual([]);
  });

  it("who were made hosts may, until they are members again", async () => {
    const { asMaya, leoIn, conversationId } = await groupOf("Maya");
    const asLeo = await leoIn();
    const ranked = (rank: "host" | "member") =>
      rankMember(asMaya, { conversationId, id: randomUUID(), userId: asLeo.id, rank });
    const rename = (title: string) => renameGroup(asLeo, { conversationId, id: randomUUID(), title });
    await ranked("host");
    await rename("Leo's tasting");
    await ranked("member");
    await expect(rename("Again")).rejects.toMatchObject({ code: "forbidden" });
    expect((await readChats(asMaya, {})).conversations[0]?.title).toBe("Leo's tasting");
  });

  it("[F36] who were shown out are refused everything from then on", async () => {
    const { asMaya, leoIn, conversationId } = await groupOf("Maya");
    const asLeo = await leoIn();
    const id = randomUUID();
    await removeMember(asMaya, { conversationId, id, userId: asLeo.id });
    await removeMember(asMaya, { conversationId, id, userId: asLeo.id });
    const { messages } = await readHead(asMaya, { conversationId });
    expect(messages.filter(({ metadata }) => metadata.event === "removed")).toHaveLength(1);
    await expect(postMessage(asLeo, { conversationId, body: "Still here?" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("are at most a hundred, also when two ask for the last place at once", async () => {
    const { db, asMaya, sam, ines, conversationId } = await groupOf("Maya");
    const crowd = await db
      .insert(users)
      .values(Array.from({ length: GROUP_MEMBERS_MAX - 2 }, (_, n) => ({ name: `Member ${n}` })))
      .returning({ userId: users.id });
    await db.insert(participants).values(
      crowd.map(({ userId }) => ({
        ...{ conversationId, userId },
        ...{ role: "customer" as const, rank: "member" as const },
      })),
    );
    await db
      .update(conversations)
      .set({ members: GROUP_MEMBERS_MAX - 1 })
      .where(eq(conversations.id, conversationId));
    const outcomes = await Promise.allSettled(
      [sam, ines].map(({ userId }) => addMember(asMaya, { conversationId, id: randomUUID(), userId })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "too-many" },
    });
    expect(await db.$count(participants, eq(participants.conversationId, conversationId))).toBe(
      GROUP_MEMBERS_MAX,
    );
  });

  it("[S14] of a guest's own conversation stay the guest's: it is no group, and nobody is added to it", async () => {
    const { asMaya, asSam, leo, conversationId } = await castOfSite();
    for (const viewer of [asMaya, asSam]) {
      const asked = addMember(viewer, { conversationId, id: randomUUID(), userId: leo.userId });
      await expect(asked).rejects.toMatchObject({ code: "not-found" });
    }
    const asLeo = await signedIn(leo.userId);
    await expect(readHead(asLeo, { conversationId })).rejects.toMatchObject({ code: "not-found" });
  });
});

function codesOf(asked: Promise<unknown>[]): Promise<unknown[]> {
  return Promise.all(
    asked.map((each) =>
      each.then(
        () => "granted",
        ({ code }) => code,
      ),
    ),
  );
}
