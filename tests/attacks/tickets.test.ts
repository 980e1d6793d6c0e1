import fs from "node:fs";
import path from "node:path";
import { v7 as uuid } from "uuid";
import { describe, expect, inject, it } from "vitest";
import { feedId } from "@/lib/protocol/feed";
import { type Cast, castForRooms } from "../support/cast";
import { type Heard, opened, type RoomVisitor, roomAddress, ticketFor, visit } from "../support/room-visitor";

type Visitor = RoomVisitor<Heard>;

/** Two doors, and Maya's ticket to each. */
const doors = {
  conversation: async ({ maya, conversationId: room }: Cast) =>
    roomAddress("main", room, await ticketFor({ party: "main", room, ...maya })),
  feed: async ({ maya }: Cast) => {
    const room = feedId.me(maya.userId);
    return roomAddress("feed", room, await ticketFor({ party: "feed", room, ...maya }));
  },
};

/** The runtime ends the line itself only later when the client never spoke. */
const shut = ({ socket }: Visitor) =>
  expect.poll(() => socket.readyState).toBeGreaterThanOrEqual(socket.CLOSING);

const wasWelcome = ({ heard }: Visitor) => heard.some(({ type }) => type === "welcome");

describe.each(Object.entries(doors))("[D6] [S02] a ticket to a %s", (_, ticket) => {
  it("opens one socket and no second, however many are dialled at once", async () => {
    const address = await ticket(await castForRooms());
    const sockets = await Promise.all(Array.from({ length: 5 }, () => opened<Heard>(address)));
    await expect.poll(() => sockets.filter(wasWelcome).length).toBe(1);
    const others = sockets.filter((each) => !wasWelcome(each));
    await Promise.all(others.map(shut));
    expect(sockets.filter(wasWelcome)).toHaveLength(1);
    expect(sockets.find(wasWelcome)?.socket.readyState).toBe(1);
  });

  it("opens none again after its socket was closed", async () => {
    const address = await ticket(await castForRooms());
    const first = await opened<Heard>(address);
    await first.hears("welcome");
    first.socket.close();
    await shut(first);
    const replayed = await opened<Heard>(address);
    await shut(replayed);
    expect(wasWelcome(replayed)).toBe(false);
  });
});

describe("[S02] a ticket", () => {
  it("that is shown again brings nobody in: no one hears of them, and they hear nothing", async () => {
    const cast = await castForRooms();
    const { conversationId, sam } = cast;
    const address = await doors.conversation(cast);
    const maya = await opened<Heard>(address);
    await maya.hears("welcome");
    const thief = await opened<Heard>(address);
    await thief.hears("refused");
    const asSam = await visit({ as: sam, conversationId });
    const { present } = await asSam.hears("welcome");
    maya.send({ type: "message:send", id: uuid(), body: "For Sam alone" });
    await asSam.hears("message:new");
    maya.socket.close();
    await asSam.hears("user:left");
    expect(present.map(({ name }) => name).toSorted()).toEqual(["Maya", "Sam"]);
    expect(thief.heard).toMatchObject([{ type: "refused", code: "unauthorized" }]);
  });

  it("that comes as a bearer opens no second socket either", async () => {
    const cast = await castForRooms();
    const address = await doors.conversation(cast);
    const headers = { authorization: `Bearer ${address.searchParams.get("token")}` };
    await (await opened<Heard>(address)).hears("welcome");
    const bare = roomAddress("main", cast.conversationId);
    const replayed = await opened<Heard>(bare, { headers });
    expect(await replayed.hears("refused")).toMatchObject({ code: "unauthorized" });
  });

  it("is in no log of the rooms, whether it was good, used or for somebody else", async () => {
    const cast = await castForRooms();
    const address = await doors.conversation(cast);
    const token = address.searchParams.get("token") ?? "";
    await (await opened<Heard>(address)).hears("welcome");
    await (await opened<Heard>(address)).hears("refused");
    const elsewhere = uuid();
    const wrong = roomAddress("main", elsewhere, token);
    wrong.pathname = wrong.pathname.replace(/[^/]+$/, elsewhere);
    await expect(opened(wrong)).rejects.toThrow("403");
    const log = () => fs.readFileSync(path.join(inject("env").DATA_DIR ?? "", "logs", "rooms.log"), "utf8");
    // What was refused to whom is there; by when the rest would be too.
    await expect.poll(log).toContain(`"where":"main/${elsewhere}","who":"${cast.maya.userId}"`);
    expect(log()).toMatch(new RegExp(`"unauthorized","where":"main/[^"]*","who":"${cast.maya.userId}"`));
    expect(log()).not.toContain(token.split(".").at(-1));
    expect(log()).not.toContain("token=");
  });
});
