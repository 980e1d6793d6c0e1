import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { feedId } from "@/lib/protocol/feed";
import type { Ticket } from "@/lib/protocol/ticket";
import { presencesOf } from "@/lib/server/last-seen";
import { hereIn } from "@/lib/server/presence";
import { openRedis } from "@/lib/server/redis";
import { AROUND_MAX, Around } from "@/party/around";
import { peopleOf } from "@/party/attendance";
import { BEAT_MS } from "@/party/feed";
import type { SocketOfTest } from "../support/backstage";
import type { Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";

const AWAY = '{"type":"status","status":"away"}';
const ONLINE = '{"type":"status","status":"online"}';

const types = (socket: SocketOfTest) => socket.heard.map(({ type }) => type);
const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
/** What a room said last of who of the other side is on the site. */
const around = (socket: SocketOfTest) => {
  const { people, lastSeenAt } = Object(heard(socket, "around").at(-1));
  return {
    people: people?.map((each: Person & { status: string }) => `${each.name} ${each.status}`),
    lastSeenAt,
  };
};

async function opening(env: Record<string, unknown> = {}) {
  const cast = await rehearsal(env);
  const { backstage, businessId, conversationId } = cast;
  const open = async (place: Pick<Ticket, "party" | "room">, person: Person, more: Partial<Ticket> = {}) => {
    const socket = await backstage.connect({ ...place, ...person, ...more });
    await expect.poll(() => types(socket)).toContain("welcome");
    return socket;
  };
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = inject("env");
  const redis = openRedis({ url, token, timeoutMs: 5_000 });
  return {
    ...cast,
    inbox: (person = cast.sam, more?: Partial<Ticket>) =>
      open({ party: "feed", room: feedId.inbox(businessId) }, person, more),
    me: (person = cast.maya, more?: Partial<Ticket>) =>
      open({ party: "feed", room: feedId.me(person.userId) }, person, more),
    talk: (person: Person, more?: Partial<Ticket>) =>
      open({ party: "main", room: conversationId }, person, more),
    presence: async ({ userId }: Person) => (await presencesOf(redis, [userId]))?.get(userId),
    here: async () => (await hereIn(redis, [businessId], Date.now())).map(({ userId }) => userId),
  };
}

afterEach(() => void vi.useRealTimers());

/** Only waiting is faked: what is awaited of Redis and Postgres comes by itself. */
const stopClock = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: Date.now() });

describe("presence on the site", () => {
  it("[F7] has Maya online while any page of hers is open, away when she is on all, and then says when she went", async () => {
    const { me, presence, maya } = await opening();
    const [laptop, phone] = [await me(), await me()];
    await expect.poll(() => presence(maya)).toMatchObject({ status: "online" });
    laptop.send(AWAY);
    phone.send(AWAY);
    await expect.poll(() => presence(maya)).toMatchObject({ status: "away" });
    phone.send(ONLINE);
    await expect.poll(() => presence(maya)).toMatchObject({ status: "online" });
    laptop.close();
    phone.close();
    await expect.poll(() => presence(maya)).toMatchObject({ status: "offline" });
    expect(Date.parse((await presence(maya))?.lastSeenAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
  });

  it("[F8] takes for gone whoever does not answer from one question to the next, within 30 s", async () => {
    const { me, inbox, maya, sam, presence, here } = await opening();
    expect(2 * BEAT_MS).toBeLessThan(30_000);
    stopClock();
    const [dead, lives] = [await me(maya), await me(maya)];
    const sams = await inbox(sam);
    await expect.poll(here).toEqual([sam.userId]);
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    for (const socket of [dead, lives, sams]) await expect.poll(() => heard(socket, "ping")).toHaveLength(1);
    lives.send('{"type":"pong","nonce":0}');
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    await expect
      .poll(() => [dead.closedWith, sams.closedWith, lives.closedWith])
      .toEqual([1013, 1013, undefined]);
    await expect.poll(here).toEqual([]);
    expect(await presence(maya)).toMatchObject({ status: "online" });
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    await expect.poll(() => presence(maya)).toMatchObject({ status: "offline" });
  });

  it("[F8] goes on asking after a sleep", async () => {
    const { backstage, me, maya } = await opening();
    stopClock();
    const mayas = await me();
    backstage.room("feed", feedId.me(maya.userId)).sleep();
    mayas.send('{"type":"ping"}');
    await expect.poll(() => types(mayas)).toContain("pong");
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    await expect.poll(() => heard(mayas, "ping").length).toBeGreaterThan(0);
    expect(mayas.closedWith).toBeUndefined();
  });
});

describe("who of the other side is on the site", () => {
  it("[P7] is told to those who have the conversation open: of Maya to Sam, also where she is elsewhere", async () => {
    const { me, talk, maya, sam } = await opening();
    const [sams, mayas] = [await talk(sam), await talk(maya)];
    const feed = await me();
    await expect.poll(() => around(sams)).toEqual({ people: ["Maya online"], lastSeenAt: null });
    feed.send(AWAY);
    await expect.poll(() => around(sams)).toEqual({ people: ["Maya away"], lastSeenAt: null });
    feed.close();
    await expect.poll(() => around(sams).people).toEqual([]);
    expect(Date.parse(around(sams).lastSeenAt)).toBeGreaterThan(0);
    expect(heard(mayas, "around")).toEqual([]);
  });

  it("[P7] is told of Sam and Ines to Maya, those who are away last, and to whoever comes later", async () => {
    const { inbox, talk, maya, sam, ines } = await opening();
    const mayas = await talk(maya);
    const [sams] = [await inbox(sam), await inbox(ines)];
    await expect.poll(() => around(mayas).people?.length).toBe(2);
    sams.send(AWAY);
    await expect.poll(() => around(mayas).people).toEqual(["Ines online", "Sam away"]);
    const later = await talk(maya);
    await expect.poll(() => around(later).people).toEqual(["Ines online", "Sam away"]);
    expect(heard(await talk(sam), "around")).toEqual([]);
  });

  it("[P7] is told to nobody in the conversation of somebody else, nor among the notes", async () => {
    const { me, inbox, talk, leo, sam, conversationId } = await opening();
    const notes = await talk(sam, {
      room: `${conversationId.slice(0, 14)}8${conversationId.slice(15)}`,
    }).catch(() => null);
    const sams = await talk(sam);
    await me(leo);
    await inbox(sam);
    sams.send('{"type":"ping"}');
    await expect.poll(() => types(sams)).toContain("pong");
    expect(heard(sams, "around")).toEqual([]);
    expect(notes ? heard(notes, "around") : []).toEqual([]);
  });

  it("[P7] is asked of the feeds anew after the rooms slept", async () => {
    const { backstage, inbox, talk, maya, sam } = await opening({ ROOMS_HIBERNATE: "1" });
    const mayas = await talk(maya);
    await inbox(sam);
    await expect.poll(() => around(mayas).people).toEqual(["Sam online"]);
    backstage.room("main", "0").sleep();
    mayas.send('{"type":"ping"}');
    await expect.poll(() => heard(mayas, "around").length).toBe(2);
    expect(around(mayas).people).toEqual(["Sam online"]);
  });

  it("[P6] parts with those of them who are silent here as well, once their feed was given up", async () => {
    const { me, talk, maya, sam } = await opening();
    stopClock();
    const sams = await talk(sam);
    const [mayas] = [await talk(maya), await me(maya)];
    await expect.poll(() => around(sams).people).toEqual(["Maya online"]);
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    await expect.poll(() => mayas.closedWith).toBe(1013);
    await expect.poll(() => types(sams)).toContain("user:left");
    expect(sams.closedWith).toBeUndefined();
  });

  it("[D3] is nobody's to say who came through the door, though it let them no further", async () => {
    const { backstage, talk, maya, leo, businessId, conversationId } = await opening();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const mayas = await talk(maya);
    const feed = feedId.inbox(businessId);
    const request = new Request(`http://rooms.test/parties/main/0?follow=${feed}`, {
      headers: {
        "x-servihub-verified": JSON.stringify({
          ...{ party: "main", room: conversationId, ...leo, id: randomUUID() },
          expiresAtMs: Date.now() + 60_000,
        }),
      },
    });
    const spy = await backstage.room("main", "0").accept(request);
    const people = [{ ...leo, status: "online" }];
    spy.send(JSON.stringify({ type: "around", people, lastSeenAt: null }));
    mayas.send('{"type":"ping"}');
    await expect.poll(() => types(mayas)).toContain("pong");
    expect(heard(mayas, "around")).toEqual([]);
  });

  it("names no more of a business than a limit", async () => {
    const { backstage, businessId, talk, maya, inbox } = await opening();
    const mayas = await talk(maya);
    const line = await backstage.dialRooms("0", `/?follow=${feedId.inbox(businessId)}`);
    line.close();
    for (let n = 0; n <= AROUND_MAX; n += 1)
      await inbox({ userId: randomUUID(), name: `Agent ${n}`, role: "agent" });
    await expect.poll(() => around(mayas).people?.length).toBe(AROUND_MAX);
  });

  it("is forgotten with the line that told of it, and not with an older one of the same feed", () => {
    const rooms = new Around();
    const [older, newer] = [{}, {}].map((line) => Object(line));
    const news = JSON.stringify({
      ...{ type: "around", lastSeenAt: null },
      people: [{ userId: randomUUID(), name: "Sam", role: "agent", status: "online" }],
    });
    rooms.hear("inbox-1", older, news);
    rooms.hear("inbox-1", newer, news);
    rooms.forget("inbox-1", older);
    expect(rooms.of("inbox-1").people).toHaveLength(1);
    rooms.forget("inbox-1", newer);
    expect(rooms.of("inbox-1").people).toEqual([]);
  });
});

describe("somebody who does not want to be seen", () => {
  it("[P8] is told to nobody as there, wherever they are, and is not put on record", async () => {
    const { me, inbox, talk, maya, sam, ines, presence } = await opening();
    const isHidden = true;
    const sams = await talk(sam);
    const [mayas, feed] = [await talk(maya, { isHidden }), await me(maya, { isHidden })];
    const ineses = await talk(ines, { isHidden });
    await inbox(ines, { isHidden });
    mayas.send(AWAY);
    mayas.close();
    feed.close();
    sams.send('{"type":"ping"}');
    await expect.poll(() => types(sams)).toContain("pong");
    expect(types(sams)).not.toEqual(expect.arrayContaining([expect.stringMatching(/user:|presence|around/)]));
    const later = await talk(sam);
    expect(heard(later, "welcome")[0]?.present).toMatchObject([{ name: "Sam" }]);
    expect(heard(ineses, "welcome")[0]?.present).toMatchObject([{ name: "Sam" }]);
    expect(await presence(maya)).toEqual({ status: "offline", lastSeenAt: null });
  });

  it("[P8] is gone for the others the moment the site says so, without a last seen, and comes back like anybody", async () => {
    const { backstage, me, talk, maya, sam, conversationId } = await opening();
    const session = randomUUID();
    const sams = await talk(sam);
    const [mayas] = [await talk(maya, { session }), await me(maya, { session })];
    await expect.poll(() => around(sams).people).toEqual(["Maya online"]);
    const places = [
      { party: "main", room: conversationId },
      { party: "feed", room: feedId.me(maya.userId) },
    ] as const;
    for (const place of places)
      expect((await backstage.hide({ ...place, session, isHidden: true })).status).toBe(204);
    await expect.poll(() => around(sams)).toEqual({ people: [], lastSeenAt: null });
    expect(heard(sams, "user:left")).toEqual([{ type: "user:left", userId: maya.userId, lastSeenAt: null }]);
    expect(mayas.closedWith).toBeUndefined();
    for (const place of places) await backstage.hide({ ...place, session, isHidden: false });
    await expect.poll(() => around(sams).people).toEqual(["Maya online"]);
    expect(heard(sams, "user:joined").at(-1)).toMatchObject({ userId: maya.userId, status: "online" });
  });

  it("[P8] is hidden by the site's word alone", async () => {
    const { backstage, me, maya } = await opening();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await me();
    const place = { party: "feed", room: feedId.me(maya.userId), session: randomUUID() } as const;
    backstage.env.TICKET_SECRET = "x".repeat(32);
    const forged = backstage.hide({ ...place, isHidden: true });
    backstage.env.TICKET_SECRET = inject("env").TICKET_SECRET;
    expect((await forged).status).toBe(401);
  });

  it("[P8] is hidden on all devices once on one", () => {
    const person = { userId: randomUUID(), name: "Maya", role: "customer", status: "online" } as const;
    const readers = [false, true].map((isHidden) => Object({ readyState: 1, state: { person, isHidden } }));
    expect(peopleOf(readers)).toEqual([]);
    expect(peopleOf(readers.slice(0, 1))).toEqual([person]);
  });
});
