import { describe, expect, it, vi } from "vitest";
import { openingOf } from "@/app/conversation/opening";
import { giveTicket } from "@/app/conversation/tickets";
import { readStanding } from "@/app/inbox/standing";
import { readPresence } from "@/app/presence/presence";
import { showPresence } from "@/app/presence/setting";
import * as site from "@/app/redis";
import { lastHereWords, whoIsHere } from "@/app/storefront/here";
import { teamOf } from "@/db/teams";
import { env } from "@/lib/server/env";
import { markStatus, presencesOf } from "@/lib/server/last-seen";
import { markHere } from "@/lib/server/presence";
import * as rooms from "@/lib/server/rooms";
import { verifyTicket } from "@/lib/server/ticket";
import { castOfSite, signedIn } from "../support/viewers";

process.env.ROOMS_PUBLIC_URL = "ws://rooms.example";

vi.mock("next/headers", () => ({
  cookies: async () => new Map(),
  headers: async () => new Headers({ "accept-language": "en-GB" }),
}));

const form = (showsPresence: boolean) => {
  const filled = new FormData();
  if (showsPresence) filled.set("showsPresence", "on");
  return filled;
};
const NOT_SEEN = { status: "offline", lastSeenAt: null };

/** Sam and Nora have the inbox open, and Nora is away; Maya has some page open. */
async function opening() {
  const cast = await castOfSite();
  const { businessId, maya, sam, nora } = cast;
  const at = new Date();
  await markHere(site.redis(), { businessId, userIds: [sam.userId, nora.userId] }, at.getTime());
  for (const { userId } of [maya, sam]) await markStatus(site.redis(), { userId, status: "online" }, at);
  await markStatus(site.redis(), { userId: nora.userId, status: "away" }, at);
  const here = async () => {
    const { people = [], words } = (await whoIsHere([businessId])).get(businessId) ?? {};
    return [people.map(({ name, status }) => `${name} ${status}`).toSorted(), words];
  };
  return { ...cast, at, here };
}

describe("whether somebody is there", () => {
  it("is told to those who share a conversation with them, until they do not want it", async () => {
    const { asMaya, asSam, maya, sam, at } = await opening();
    const online = { status: "online", lastSeenAt: at.toISOString() };
    expect(await readPresence(asSam, { userId: maya.userId })).toEqual(online);
    expect(await readPresence(asMaya, { userId: sam.userId.toUpperCase() })).toEqual(online);
    expect(await showPresence(asMaya, form(false))).toEqual({ showsPresence: false });
    expect(await readPresence(asSam, { userId: maya.userId })).toEqual(NOT_SEEN);
    expect((await presencesOf(site.redis(), [maya.userId]))?.get(maya.userId)).toEqual(NOT_SEEN);
    await showPresence(asMaya, form(true));
    await markStatus(site.redis(), { userId: maya.userId, status: "online" }, at);
    expect(await readPresence(asSam, { userId: maya.userId })).toEqual(online);
  });

  it("[F20] is no claim while Redis is away", async () => {
    const { asSam, maya } = await opening();
    vi.spyOn(site, "presencesOf").mockResolvedValue(null);
    await expect(readPresence(asSam, { userId: maya.userId })).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is told on the page of the business, of those who are away only where nobody else is there", async () => {
    const { asSam, asNora, here } = await opening();
    expect(await here()).toEqual([["Nora away", "Sam online"], "Sam is here"]);
    await showPresence(asSam, form(false));
    expect(await here()).toEqual([["Nora away"], "Nora is away"]);
    await showPresence(asNora, form(false));
    expect(await here()).toEqual([[], undefined]);
  });

  it("is told to colleagues and in a conversation neither, of whoever does not want it", async () => {
    const { asSam, asNora, asMaya, conversationId, sam, maya, db, businessId } = await opening();
    const isHere = async () =>
      (await readStanding(asNora, { conversationId })).team.find(({ userId }) => userId === sam.userId)
        ?.isHere;
    const seenAt = async () => (await openingOf(asNora, conversationId))?.counterpart.lastSeenAt;
    expect([await isHere(), typeof (await seenAt())]).toEqual([true, "string"]);
    await showPresence(asSam, form(false));
    await showPresence(asMaya, form(false));
    // Whatever is still on record of them.
    await markStatus(site.redis(), { userId: maya.userId, status: "online" }, new Date());
    expect([await isHere(), await seenAt()]).toEqual([false, null]);
    const at = { now: new Date(), timeZone: "Europe/Lisbon" };
    expect(await lastHereWords(await teamOf(db, businessId), at)).toBe("Last here 1 min ago");
    await showPresence(asNora, form(false));
    expect(await lastHereWords(await teamOf(db, businessId), at)).toBeUndefined();
  });

  it("is written into tickets, and told to the rooms one was let in to; a room that is away holds nobody up", async () => {
    const { asMaya, maya, conversationId } = await opening();
    const told = vi.spyOn(rooms, "setHidden").mockRejectedValueOnce(new Error("the rooms are away"));
    vi.spyOn(console, "error").mockImplementation(() => {});
    const isHidden = async () => {
      const viewer = await signedIn(maya.userId);
      const { token } = await giveTicket(viewer, { conversationId });
      const feed = await giveTicket(viewer, { feed: "me" });
      return Promise.all(
        [token, feed.token].map(async (each) => (await verifyTicket(each, env().TICKET_SECRET)).isHidden),
      );
    };
    expect(await isHidden()).toEqual([false, false]);
    await showPresence(asMaya, form(false));
    expect(told).toHaveBeenCalledTimes(2);
    expect(await isHidden()).toEqual([true, true]);
    await showPresence(asMaya, form(true));
    expect(told.mock.calls.slice(2).map(([, { party, isHidden }]) => [party, isHidden])).toHaveLength(4);
  });
});
