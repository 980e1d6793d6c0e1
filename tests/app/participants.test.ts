import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readParticipants } from "@/app/conversation/conversation";
import { readHead } from "@/app/conversation/history";
import { accept } from "@/app/groups/accept";
import { addParticipant, invite, rankParticipant, removeParticipant } from "@/app/groups/participants";
import { groupOf, tokenIn } from "../support/groups";
import { castOfSite } from "../support/viewers";

const names = async (...asked: Parameters<typeof readParticipants>) =>
  (await readParticipants(...asked)).participants.map(({ name }) => name);

describe("participants", () => {
  it("[U1] [U3] are added to a group and shown out of it by its hosts, once, told once", async () => {
    const cast = await groupOf("Maya");
    const { asMaya, asLeo, asSam, sam, leoIn, withCustomer, conversationId } = cast;
    await leoIn();
    for (let time = 0; time < 2; time += 1)
      await addParticipant(asMaya, { conversationId, userId: sam.userId });
    expect(await names(asLeo, { conversationId })).toEqual(["Maya", "Leo", "Sam"]);
    const ben = await withCustomer("Ben");
    await expect(addParticipant(asMaya, { conversationId, userId: ben.id })).rejects.toMatchObject({
      code: "not-found",
    });
    await addParticipant(asSam, { conversationId, userId: ben.id, id: randomUUID() });
    await expect(removeParticipant(asLeo, { conversationId, userId: ben.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    for (let time = 0; time < 2; time += 1)
      expect(await removeParticipant(asMaya, { conversationId, userId: ben.id })).toEqual({});
    expect(await removeParticipant(asLeo, { conversationId })).toEqual({});
    expect(await names(asMaya, { conversationId })).toEqual(["Maya", "Sam"]);
    const { messages } = await readHead(asMaya, { conversationId });
    expect(messages.map(({ metadata }) => metadata.event)).toEqual([
      ...["created", "added", "added", "added", "removed", "left"],
    ]);
  });

  it("[U1] [U3] are made hosts and members by hosts, and told so once", async () => {
    const { asMaya, asSam, leoIn, conversationId } = await groupOf("Maya");
    const asLeo = await leoIn();
    const rank = (who: Parameters<typeof rankParticipant>[0], userId: string, to: string) =>
      rankParticipant(who, { conversationId, userId, rank: to });
    await expect(rank(asLeo, asLeo.id, "host")).rejects.toMatchObject({ code: "forbidden" });
    for (let time = 0; time < 2; time += 1) await rank(asMaya, asLeo.id, "host");
    const { participants } = await readParticipants(asMaya, { conversationId });
    expect(participants.map(({ name, rank }) => [name, rank])).toEqual([
      ["Maya", "host"],
      ["Leo", "host"],
    ]);
    await rank(asLeo, asMaya.id, "member");
    await rank(asSam, asLeo.id, "member");
    const { messages } = await readHead(asMaya, { conversationId });
    const told = messages.filter(({ metadata }) => metadata.event === "ranked");
    expect(told.map(({ metadata }) => [metadata.userId, metadata.rank])).toEqual([
      ...[
        [asLeo.id, "host"],
        [asMaya.id, "member"],
        [asLeo.id, "member"],
      ],
    ]);
    await expect(rank(asMaya, randomUUID(), "host")).rejects.toMatchObject({ code: "forbidden" });
    await expect(rank(asSam, randomUUID(), "host")).rejects.toMatchObject({ code: "not-found" });
    await expect(rank(asSam, asLeo.id, "owner")).rejects.toMatchObject({ code: "bad-command" });
  });

  it("[W10] join as members of the business of their own accord, and no customer does", async () => {
    const { asSam, asMaya, conversationId } = await castOfSite();
    for (let time = 0; time < 2; time += 1) await addParticipant(asSam, { conversationId });
    expect(await names(asMaya, { conversationId })).toEqual(["Maya", "Sam"]);
    await expect(addParticipant(asMaya, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
    for (const userId of [undefined, asSam.id])
      await expect(removeParticipant(asSam, { conversationId, userId })).rejects.toMatchObject({
        code: "not-found",
      });
  });
});

describe("an invitation", () => {
  it("is an address that leads into the group, the same however often it is asked for", async () => {
    const { asMaya, asLeo, asSam, conversationId } = await groupOf("Maya");
    const asked = { conversationId, id: randomUUID() };
    const of = { id: asked.id, url: expect.stringMatching(/^https?:\/\//), isSent: false };
    const first = await invite(asMaya, asked);
    expect(first).toEqual({ invitation: of, isNew: true });
    expect(await invite(asMaya, asked)).toEqual({ invitation: of, isNew: false });
    await accept(asLeo, { token: tokenIn(new URL(first.invitation.url).pathname) });
    expect(await names(asSam, { conversationId })).toEqual(["Maya", "Leo"]);
    await expect(invite(asLeo, { conversationId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(invite(asMaya, { conversationId, email: "nobody" })).rejects.toMatchObject({
      code: "bad-command",
    });
  });

  it("[S04] is mailed by nobody who cannot be held to it", async () => {
    const { asGuest, conversationId } = await groupOf("Guest");
    const asked = invite(asGuest, { conversationId, email: "leo@example.com" });
    await expect(asked).rejects.toMatchObject({ code: "forbidden" });
  });
});
