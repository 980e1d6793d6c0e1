import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { openConversation } from "@/db/conversations";
import { businesses, memberships } from "@/db/schema";
import type { Command } from "@/lib/protocol/command";
import { type ActivityEvent, feedId } from "@/lib/protocol/feed";
import { Refusal } from "@/lib/refusal";
import { notesIdOf } from "@/lib/work";
import { ACTIVITY_TOLD_PER_SECOND, Activity, BELIEVED_MS } from "@/party/activity";
import { KEPT_MAX, Lately } from "@/party/lately";
import { News } from "@/party/news";
import type { SocketOfTest } from "../support/backstage";
import type { Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const typing = (isTyping: boolean) => JSON.stringify({ type: "typing", isTyping });
const ping = '{"type":"ping"}';
const told = (feed: SocketOfTest) =>
  feed.heard.flatMap(({ type, name, is }) => (type === "activity" ? [`${name} ${is}`] : []));
const isWelcome = (feed: SocketOfTest) => feed.heard[0]?.type === "welcome";

describe("activity", () => {
  async function opening() {
    const cast = await rehearsal();
    const { backstage, businessId } = cast;
    const opens = async (room: string, person: Person) => {
      const feed = await backstage.connect({ party: "feed", room, ...person });
      await expect.poll(() => isWelcome(feed)).toBe(true);
      return feed;
    };
    return { ...cast, opens, inbox: (person = cast.sam) => opens(feedId.inbox(businessId), person) };
  }

  it("[F9] tells the inbox who of the business has a conversation in sight, until they leave", async () => {
    const { enters, inbox, ines, maya, conversationId } = await opening();
    const feed = await inbox();
    await enters(maya);
    const [laptop, phone] = [await enters(ines), await enters(ines)];
    await expect.poll(() => told(feed)).toEqual(["Ines here"]);
    expect(feed.heard.at(-1)).toEqual({
      ...{ type: "activity", conversationId, ...ines, is: "here" },
      forMs: BELIEVED_MS.here,
    });
    laptop.close();
    phone.send(ping);
    await expect.poll(() => phone.heard.at(-1)?.type).toBe("pong");
    expect(told(feed)).toEqual(["Ines here"]);
    phone.send('{"type":"status","status":"away"}');
    await expect.poll(() => told(feed)).toEqual(["Ines here", "Ines gone"]);
    phone.send('{"type":"status","status":"online"}');
    await expect.poll(() => told(feed).at(-1)).toBe("Ines here");
    phone.close();
    await expect.poll(() => told(feed).at(-1)).toBe("Ines gone");
  });

  it("[F9] tells it who types, whoever it is, and stores and asks the database nothing for it", async () => {
    const { enters, inbox, ines, maya, db, conversationId } = await opening();
    const feed = await inbox();
    const [mayas, iness] = [await enters(maya), await enters(ines)];
    await expect.poll(() => told(feed)).toEqual(["Ines here"]);
    const append = vi.spyOn(await import("@/db/append"), "append");
    const reads = await import("@/db/snapshot");
    const read = [vi.spyOn(reads, "snapshotOf"), vi.spyOn(reads, "revsOf"), vi.spyOn(reads, "changesSince")];
    const summaries = vi.spyOn(await import("@/db/summaries"), "summariesOf");
    mayas.send(typing(true));
    iness.send(typing(true));
    await expect.poll(() => told(feed)).toEqual(["Ines here", "Maya typing", "Ines typing"]);
    mayas.send(typing(false));
    iness.send(typing(false));
    await expect.poll(() => told(feed).slice(3)).toEqual(["Maya gone", "Ines here"]);
    for (const each of [append, summaries, ...read]) expect(each).not.toHaveBeenCalled();
    const { rev } = (await reads.snapshotOf(db, conversationId)) ?? {};
    expect(rev).toBe(0);
  });

  it("[F9] tells no customer of it and no other business, and nothing of notes", async () => {
    const { enters, inbox, opens, db, nora, ines, maya, conversationId } = await opening();
    const [other] = await db
      .insert(businesses)
      .values({ slug: `northside-${uuid()}`, name: "Northside Bikes" })
      .returning();
    await db.insert(memberships).values({ businessId: other?.id ?? "", userId: nora.userId, role: "owner" });
    await openConversation(db, { businessId: other?.id ?? "", customerId: maya.userId });
    const feed = await inbox();
    const [theirs, mayas, sams] = [
      await opens(feedId.inbox(other?.id ?? ""), nora),
      await opens(feedId.me(maya.userId), maya),
      await opens(feedId.me(ines.userId), ines),
    ];
    const notes = await enters(ines, { conversationId: notesIdOf(conversationId) });
    notes.send(typing(true));
    notes.send(ping);
    await expect.poll(() => notes.heard.map(({ type }) => type)).toContain("pong");
    expect(told(feed)).toEqual([]);
    const [customer, agent] = [await enters(maya), await enters(ines)];
    customer.send(typing(true));
    agent.send(typing(true));
    await expect.poll(() => told(feed).toSorted()).toEqual(["Ines here", "Ines typing", "Maya typing"]);
    agent.send(JSON.stringify({ type: "message:send", id: uuid(), body: "Soon." }));
    // What is told after it to the same feed.
    const heard = () => new Set(mayas.heard.map(({ type }) => type).filter((type) => type !== "ping"));
    await expect.poll(heard).toEqual(new Set(["welcome", "conversation:changed"]));
    expect([...told(theirs), ...told(mayas), ...told(sams)]).toEqual([]);
    expect(JSON.stringify(customer.heard)).not.toContain("activity");
  });

  it("[F9] tells who comes to the inbox who is there, and for how much longer that is believed", async () => {
    const { enters, inbox, nora, ines, sam } = await opening();
    const first = await inbox();
    const [iness, sams] = [await enters(ines), await enters(sam)];
    await expect.poll(() => told(first)).toEqual(["Ines here", "Sam here"]);
    sams.close();
    await expect.poll(() => told(first).at(-1)).toBe("Sam gone");
    const late = await inbox(nora);
    await expect.poll(() => told(late)).toEqual(["Ines here"]);
    expect(Number(late.heard.at(-1)?.forMs)).toBeLessThanOrEqual(BELIEVED_MS.here);
    expect(iness.closedWith).toBeUndefined();
  });

  it("[F9] shows nobody who does not want to be seen, and still that they type", async () => {
    const { backstage, inbox, ines, sam, conversationId } = await opening();
    const feed = await inbox();
    const session = uuid();
    const [iness, sams] = [
      await backstage.connect({ party: "main", room: conversationId, ...ines, isHidden: true }),
      await backstage.connect({ party: "main", room: conversationId, ...sam, session }),
    ];
    await expect.poll(() => told(feed)).toEqual(["Sam here"]);
    iness.send(typing(true));
    await expect.poll(() => told(feed).slice(1)).toEqual(["Ines typing"]);
    iness.send(typing(false));
    await expect.poll(() => told(feed).slice(2)).toEqual(["Ines gone"]);
    const place = { party: "main" as const, room: conversationId, session };
    await backstage.hide({ ...place, isHidden: true });
    await expect.poll(() => told(feed).slice(3)).toEqual(["Sam gone"]);
    sams.send(ping);
    await expect.poll(() => sams.heard.at(-1)?.type).toBe("pong");
    await backstage.hide({ ...place, isHidden: false });
    sams.send(ping);
    await expect.poll(() => told(feed).slice(4)).toEqual(["Sam here"]);
    expect(told(await inbox()).filter((each) => each.startsWith("Ines"))).toEqual([]);
  });

  it("[F9] refuses nothing that was obeyed where it cannot be told, and tells it with the next sign of life", async () => {
    const { enters, inbox, ines, maya } = await opening();
    const [feed, mayas] = [await inbox(), await enters(maya)];
    const tell = vi.spyOn(News.prototype, "tellInbox");
    const fail = () => {
      throw new Refusal("unavailable");
    };
    tell.mockImplementationOnce(fail).mockImplementationOnce(fail);
    const iness = await enters(ines);
    await expect.poll(() => tell.mock.calls).toHaveLength(1);
    iness.send(typing(true));
    await expect.poll(() => tell.mock.calls).toHaveLength(2);
    iness.send(ping);
    await expect.poll(() => told(feed)).toEqual(["Ines here"]);
    expect(mayas.heard.map(({ type }) => type)).toContain("user:typing");
    expect(iness.heard.map(({ type }) => type)).not.toContain("refused");
  });

  it("[F9] does not tell of what a program does, nor of a customer who is blocked", async () => {
    const { backstage, enters, inbox, ines, maya, conversationId } = await opening();
    const feed = await inbox();
    const command = { type: "block:set", userId: maya.userId, rev: 1, block: { until: null } };
    await backstage.post({ party: "main", room: conversationId, ...ines }, command);
    await backstage.post(
      { party: "main", room: conversationId, ...ines },
      { type: "typing", isTyping: true },
    );
    const mayas = await enters(maya);
    mayas.send(typing(true));
    await expect.poll(() => mayas.heard.at(-1)?.type).toBe("refused");
    await enters(ines);
    await expect.poll(() => told(feed)).toEqual(["Ines here"]);
  });
});

describe("what an inbox believes", () => {
  const ines: Person = { userId: "ines", name: "Ines", role: "agent" };
  const maya: Person = { userId: "maya", name: "Maya", role: "customer" };

  function room() {
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    const events: ActivityEvent[] = [];
    const status = new Map<string, "online" | "away">([
      ["ines", "online"],
      ["maya", "online"],
    ]);
    const known = { kind: "direct", businessId: "harbor" };
    const activity = new Activity(
      "talk",
      { known: async () => Object(known) },
      { presentOf: (userId) => Object({ status: status.get(userId) }), seenOf: () => Object({}) },
      { tellInbox: (_, event) => event.type === "activity" && events.push(event) },
    );
    const does = async (person: Person, nowMs: number, command?: Command) => {
      vi.setSystemTime(nowMs);
      await activity.notice(person, command);
      return events.splice(0).map(({ name, is }) => `${name} ${is}`);
    };
    return { activity, events, status, does };
  }
  const types = (isTyping: boolean): Command => ({ type: "typing", isTyping });

  it("[F9] is renewed by signs of life before it lapses, and not by every one", async () => {
    const { does } = room();
    expect(await does(ines, 0)).toEqual(["Ines here"]);
    expect(await does(ines, 4_999, { type: "ping" })).toEqual([]);
    expect(await does(ines, 5_000, { type: "ping" })).toEqual(["Ines here"]);
    expect(await does(maya, 6_000, { type: "ping" })).toEqual([]);
    expect(await does(maya, 7_000, types(true))).toEqual(["Maya typing"]);
    // Another sign does not say that they go on.
    expect(await does(maya, 9_500, { type: "ping" })).toEqual([]);
    expect(await does(maya, 10_000, types(true))).toEqual(["Maya typing"]);
    expect(await does(maya, 10_000 + BELIEVED_MS.typing, { type: "ping" })).toEqual([]);
    expect(BELIEVED_MS.here).toBeLessThanOrEqual(30_000);
  });

  it("[F9] is told at most so often of one person, and always that they left", async () => {
    const { activity, does, events } = room();
    const toldOf: string[] = [];
    for (let n = 0; n < 4 * ACTIVITY_TOLD_PER_SECOND; n += 1)
      toldOf.push(...(await does(ines, 0, types(n % 2 === 0))));
    expect(toldOf).toHaveLength(2 * ACTIVITY_TOLD_PER_SECOND);
    activity.left("ines");
    activity.left("maya");
    expect(events.map(({ name, is, forMs }) => [name, is, forMs])).toEqual([["Ines", "gone", 0]]);
  });

  it("is kept for readers who come later until it lapses, of so many at most", () => {
    const lately = new Lately();
    const event = (userId: string, is: ActivityEvent["is"]) =>
      JSON.stringify({ type: "activity", conversationId: "talk", userId, is, forMs: BELIEVED_MS[is] });
    const kept = (nowMs: number) =>
      lately.frames(nowMs).map((frame) => [JSON.parse(frame).userId, JSON.parse(frame).forMs]);
    lately.hear(event("ines", "here"), 0);
    lately.hear(event("maya", "typing"), 0);
    lately.hear('{"type":"receipt"}', 0);
    expect(kept(1_000)).toEqual([
      ["ines", BELIEVED_MS.here - 1_000],
      ["maya", BELIEVED_MS.typing - 1_000],
    ]);
    expect(kept(BELIEVED_MS.typing)).toEqual([["ines", BELIEVED_MS.here - BELIEVED_MS.typing]]);
    lately.hear(event("ines", "gone"), 10_000);
    expect(kept(10_000)).toEqual([]);
    for (let n = 0; n <= KEPT_MAX; n += 1) lately.hear(event(`guest ${n}`, "here"), 20_000);
    expect(kept(20_000)).toHaveLength(KEPT_MAX);
    expect(kept(20_000)[0]?.[0]).toBe("guest 1");
  });
});
