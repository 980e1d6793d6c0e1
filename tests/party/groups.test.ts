import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { accessTo, chatsPage } from "@/db/conversations";
import { inboxPage } from "@/db/inbox";
import { conversations, participants, users } from "@/db/schema";
import { changesSince, snapshotOf } from "@/db/snapshot";
import { GROUP_MEMBERS_MAX } from "@/lib/group";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import type { Entry, Membership } from "@/lib/ledger";
import { Ledger } from "@/party/ledger";
import { settingsOf } from "@/party/settings";
import type { SocketOfTest } from "../support/backstage";
import { type Cast, castForTest, type Person } from "../support/cast";
import { rehearsal } from "../support/rehearsal";
import { groupOf, outcomesOf } from "../support/stored";

const heard = (socket: SocketOfTest, type: string) => socket.heard.filter((event) => event.type === type);
const hears = (socket: SocketOfTest, type: string, times = 1) =>
  expect
    .poll(() => heard(socket, type).length, { interval: 5, timeout: 5_000 })
    .toBeGreaterThanOrEqual(times);
const say = (socket: SocketOfTest, command: object) => socket.send(JSON.stringify(command));

const asks = (by: Person, wish: Membership, id = uuid()): Entry => ({ ...wish, id, ...by });
const forbidden = { is: "refused", code: "forbidden" };

/** People with accounts and nothing else. */
async function strangers({ db }: Cast, count: number): Promise<Person[]> {
  const rows = await db
    .insert(users)
    .values(Array.from({ length: count }, (_, n) => ({ name: `Guest ${n}` })))
    .returning();
  return rows.map(({ id: userId, name }) => ({ userId, name, role: "customer" }));
}

const membersOf = async ({ db, conversationId }: Cast) => {
  const [row] = await db
    .select({ members: conversations.members })
    .from(conversations)
    .where(eq(conversations.id, conversationId));
  const seats = await db.select().from(participants).where(eq(participants.conversationId, conversationId));
  return [row?.members, seats.length];
};

describe("a group", () => {
  it("[U1] is in the hands of its hosts and of its business", async () => {
    const cast = await castForTest();
    const { maya, leo, sam } = cast;
    const [aiko] = await strangers(cast, 1);
    if (!aiko) throw new Error("nobody was made");
    const group = await groupOf(cast, [leo]);
    const wishes: Membership[] = [
      { op: "add", member: aiko },
      { op: "rename", title: "Anniversary" },
      { op: "rank", memberId: leo.userId, rank: "host" },
      { op: "remove", memberId: maya.userId },
    ];
    for (const wish of wishes) expect(await outcomesOf(group, [asks(leo, wish)])).toEqual([forbidden]);
    expect(await outcomesOf(group, [asks(maya, { op: "add", member: aiko })])).toMatchObject([
      {
        is: "stored",
        message: { kind: "system", metadata: { event: "added", name: "Guest 0", byName: "Maya" } },
      },
    ]);
    expect(await outcomesOf(group, [asks(sam, { op: "rename", title: "Anniversary" })])).toMatchObject([
      { message: { metadata: { event: "created", title: "Anniversary" } } },
    ]);
    expect(
      await outcomesOf(group, [asks(maya, { op: "rank", memberId: leo.userId, rank: "host" })]),
    ).toMatchObject([{ message: { metadata: { event: "ranked", name: "Leo", rank: "host" } } }]);
    expect(await outcomesOf(group, [asks(leo, { op: "remove", memberId: aiko.userId })])).toMatchObject([
      { message: { metadata: { event: "removed", name: "Guest 0", byName: "Leo" } } },
    ]);
    const snapshot = await snapshotOf(cast.db, group.conversationId);
    expect([snapshot?.title, snapshot?.participants.map(({ name, rank }) => [name, rank])]).toEqual([
      "Anniversary",
      expect.arrayContaining([
        ["Maya", "host"],
        ["Leo", "host"],
      ]),
    ]);
  });

  it("[U1] shows nobody of the business out, and lets them leave", async () => {
    const cast = await castForTest();
    const { maya, sam } = cast;
    const group = await groupOf(cast);
    await outcomesOf(group, [{ op: "join", ...sam }]);
    expect(await outcomesOf(group, [asks(maya, { op: "remove", memberId: sam.userId })])).toEqual([
      forbidden,
    ]);
    expect(await outcomesOf(group, [asks(sam, { op: "leave" })])).toMatchObject([
      { is: "stored", message: { metadata: { event: "left", name: "Sam" } } },
    ]);
    expect(await outcomesOf(group, [{ op: "join", ...sam }])).toMatchObject([
      { is: "stored", message: { metadata: { event: "joined" } } },
    ]);
    expect(await membersOf(group)).toEqual([2, 2]);
  });

  it("[U1] is no direct conversation", async () => {
    const cast = await castForTest();
    const { maya, leo, sam } = cast;
    for (const wish of [
      { op: "add", member: leo },
      { op: "remove", memberId: maya.userId },
      { op: "rename", title: "Ours" },
      { op: "leave" },
    ] as const)
      expect(await outcomesOf(cast, [asks(sam, wish)])).toEqual([forbidden]);
  });

  it("[U2] takes a hundred, and not one more", async () => {
    const cast = await castForTest();
    const people = await strangers(cast, GROUP_MEMBERS_MAX);
    const group = await groupOf(cast, people.slice(0, GROUP_MEMBERS_MAX - 2));
    const last = people.slice(-2).map((member) => asks(cast.maya, { op: "add", member }));
    expect(await outcomesOf(group, last)).toMatchObject([
      { is: "stored" },
      { is: "refused", code: "too-many" },
    ]);
    expect(await outcomesOf(group, [{ op: "join", ...cast.sam }])).toEqual([
      { is: "refused", code: "too-many" },
    ]);
    expect(await membersOf(group)).toEqual([GROUP_MEMBERS_MAX, GROUP_MEMBERS_MAX]);
  });

  it("[U2] takes a hundred when many rooms ask at once", async () => {
    const { backstage, ...cast } = await rehearsal();
    const people = await strangers(cast, GROUP_MEMBERS_MAX + 6);
    const group = await groupOf(cast, people.slice(0, GROUP_MEMBERS_MAX - 3));
    const settings = settingsOf({ env: backstage.env });
    const asked = await Promise.all(
      people.slice(GROUP_MEMBERS_MAX - 3).map(async (member) => {
        const ledger = new Ledger(() => settings).of(group.conversationId);
        const [outcome] = await ledger.append([asks(cast.maya, { op: "add", member })]);
        return outcome?.is;
      }),
    );
    expect(asked.filter((is) => is === "stored")).toHaveLength(2);
    expect(asked.filter((is) => is === "refused")).toHaveLength(asked.length - 2);
    expect(await membersOf(group)).toEqual([GROUP_MEMBERS_MAX, GROUP_MEMBERS_MAX]);
  });

  it("[U3] says once who came, went and was named, whatever is repeated", async () => {
    const cast = await castForTest();
    const { maya, leo } = cast;
    const group = await groupOf(cast);
    const [adds, again] = [asks(maya, { op: "add", member: leo }), asks(maya, { op: "add", member: leo })];
    const told = await outcomesOf(group, [adds, adds, again]);
    const later = await outcomesOf(group, [adds, again]);
    expect([...told, ...later].map(({ is }) => is)).toEqual([
      "stored",
      "repeat",
      "unchanged",
      "repeat",
      "unchanged",
    ]);
    const inAndOut = await outcomesOf(group, [
      asks(maya, { op: "remove", memberId: leo.userId }),
      asks(maya, { op: "add", member: leo }),
      asks(leo, { op: "leave" }),
      { op: "message", id: uuid(), ...leo, body: "One more thing" },
    ]);
    expect(inAndOut.map(({ is }) => is)).toEqual(["stored", "stored", "stored", "refused"]);
    expect(await membersOf(group)).toEqual([1, 1]);
    const changes = await changesSince(cast.db, { conversationId: group.conversationId, after: 0 });
    expect(changes?.messages?.map(({ seq, metadata }) => [seq, metadata.event])).toEqual([
      [1, "added"],
      [2, "removed"],
      [3, "added"],
      [4, "left"],
    ]);
  });

  it("[U4] closes the sockets of whoever is shown out, once they have heard of it", async () => {
    const { enters, backstage, ...cast } = await rehearsal();
    const { maya, leo, sam } = cast;
    const { conversationId } = await groupOf(cast, [leo]);
    const [mayas, leos, leosPhone, sams] = await Promise.all(
      [maya, leo, leo, sam].map((person) => enters(person, { conversationId })),
    );
    if (!mayas || !leos || !leosPhone || !sams) throw new Error("somebody is missing");
    for (const socket of [mayas, leos, leosPhone, sams]) await hears(socket, "welcome");
    say(mayas, { type: "member:remove", id: uuid(), userId: leo.userId });
    await expect.poll(() => [leos.closedWith, leosPhone.closedWith]).toEqual([1008, 1008]);
    expect(heard(leos, "message:new")).toMatchObject([{ message: { metadata: { event: "removed" } } }]);
    say(mayas, { type: "message:send", id: uuid(), body: "Now about his present" });
    await hears(sams, "message:new", 2);
    expect(heard(leos, "message:new")).toHaveLength(1);
    // Whoever kept a ticket comes in no more, and what they ask over HTTP is not done.
    const back = await enters(leo, { conversationId });
    await expect.poll(() => back.closedWith !== undefined).toBe(true);
    expect(heard(back, "welcome")).toEqual([]);
    const ticket = { party: "main", room: conversationId, ...leo } as const;
    const refused = await backstage.post(ticket, { type: "message:send", id: uuid(), body: "Hello?" });
    expect(refused.status).toBe(404);
  });

  it("[U4] closes the sockets of whoever was shown out by another room while this one slept", async () => {
    const { enters, backstage, ...cast } = await rehearsal();
    const { maya, leo } = cast;
    const group = await groupOf(cast, [leo]);
    const [mayas, leos] = [await enters(maya, group), await enters(leo, group)];
    for (const socket of [mayas, leos]) await hears(socket, "welcome");
    backstage.room("main", "0").sleep();
    await outcomesOf(group, [asks(maya, { op: "remove", memberId: leo.userId })]);
    say(mayas, { type: "message:send", id: uuid(), body: "Now about his present" });
    await hears(mayas, "message:new");
    await expect.poll(() => leos.closedWith).toBe(1008);
    expect(heard(leos, "message:new")).toEqual([]);
    expect(mayas.closedWith).toBeUndefined();
  });

  it("[U6] lets in whom another room added, and tells those who are there", async () => {
    const { enters, ...cast } = await rehearsal();
    const { maya, leo } = cast;
    const group = await groupOf(cast);
    const mayas = await enters(maya, group);
    await hears(mayas, "welcome");
    await outcomesOf(group, [asks(maya, { op: "add", member: leo })]);
    const leos = await enters(leo, group);
    await hears(leos, "welcome");
    await hears(mayas, "message:new");
    expect(heard(mayas, "message:new")).toMatchObject([{ message: { metadata: { event: "added" } } }]);
  });

  it("[U4] does not send away whoever of the business leaves", async () => {
    const { enters, ...cast } = await rehearsal();
    const { sam } = cast;
    const { conversationId } = await groupOf(cast);
    const sams = await enters(sam, { conversationId });
    say(sams, { type: "join" });
    await hears(sams, "message:new");
    say(sams, { type: "member:leave", id: uuid() });
    await hears(sams, "message:new", 2);
    expect(sams.closedWith).toBeUndefined();
  });

  it("[U5] takes the site's word alone on whom to add", async () => {
    const { enters, backstage, ...cast } = await rehearsal();
    const { maya, leo, sam } = cast;
    const { conversationId } = await groupOf(cast);
    const add = { type: "member:add", id: uuid(), ...leo };
    for (const person of [maya, sam]) {
      const socket = await enters(person, { conversationId });
      say(socket, add);
      await hears(socket, "refused");
      expect(heard(socket, "refused")).toMatchObject([{ code: "forbidden", id: add.id }]);
      const signedIn = { party: "main", room: conversationId, ...person, session: uuid() } as const;
      expect((await backstage.post(signedIn, add)).status).toBe(403);
    }
    const site = { party: "main", room: conversationId, ...maya } as const;
    expect((await backstage.post(site, add)).status).toBe(201);
    expect((await backstage.post(site, add)).status).toBe(200);
    const leos = await enters(leo, { conversationId });
    await hears(leos, "welcome");
  });

  it("[S10] is found by whoever takes part and by its business, and by nobody else", async () => {
    const cast = await castForTest();
    const { db, businessId, maya, leo, sam } = cast;
    const { conversationId } = await groupOf(cast, [leo]);
    const [aiko] = await strangers(cast, 1);
    const elsewhere = await castForTest();
    const roleOf = async ({ userId }: Person) =>
      (await accessTo(db, { conversationId, userId }))?.role ?? null;
    expect(await Promise.all([maya, leo, sam].map(roleOf))).toEqual(["customer", "customer", "agent"]);
    expect(aiko && (await roleOf(aiko))).toBeNull();
    expect(await roleOf(elsewhere.sam)).toBeNull();
    const chats = async ({ userId: customerId }: Person) =>
      (await chatsPage(db, { customerId })).conversations.map(({ id }) => id);
    expect(await chats(leo)).toEqual([conversationId]);
    expect(await chats(sam)).toEqual([]);
    const inbox = await inboxPage(db, { businessId, view: EVERYTHING_OPEN, readerId: sam.userId });
    expect(inbox.conversations).toMatchObject([{ id: conversationId, kind: "group" }]);
  });
});
