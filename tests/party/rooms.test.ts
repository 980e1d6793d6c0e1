import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { messages } from "@/db/schema";
import { castForRooms } from "../support/cast";
import { messagesHeard, visit } from "../support/room-visitor";

const send = (body: string, id = uuid()) => ({ type: "message:send", id, body });

describe("a conversation room on the real runtime", () => {
  it("[W1] tells everyone, sender too, of a message once it is committed", async () => {
    const cast = await castForRooms();
    const { conversationId } = cast;
    const maya = await visit({ as: cast.maya, conversationId, after: 0 });
    const sam = await visit({ as: cast.sam, conversationId, after: 0 });
    await Promise.all([maya.hears("resumed"), sam.hears("resumed")]);
    const asked = send("Is the oat milk back?");
    maya.send(asked);
    const [heardByMaya, heardBySam] = await Promise.all([
      maya.hears("message:new"),
      sam.hears("message:new"),
    ]);
    expect(heardByMaya).toEqual(heardBySam);
    expect(heardBySam).toMatchObject({
      rev: 1,
      message: { id: asked.id, seq: 1, body: asked.body, senderName: "Maya" },
    });
    expect(await cast.db.select().from(messages).where(eq(messages.id, asked.id))).toHaveLength(1);
  });

  it("[W10] [R2] lets Sam join by answering, and replays all of it to Ines", async () => {
    const cast = await castForRooms();
    const { conversationId } = cast;
    const maya = await visit({ as: cast.maya, conversationId, after: 0 });
    maya.send(send("Hello?"));
    const sam = await visit({ as: cast.sam, conversationId, after: 0 });
    sam.send(send("Hello Maya!"));
    await maya.hears("message:new", ({ message }) => message.body === "Hello Maya!");
    const ines = await visit({ as: cast.ines, conversationId, after: 0 });
    expect(await ines.hears("resumed")).toEqual({ type: "resumed", rev: 3 });
    expect(messagesHeard(ines).map(({ body, seq, rev }) => [body, seq, rev])).toEqual([
      ["Hello?", 1, 1],
      ["Sam joined", 2, 2],
      ["Hello Maya!", 3, 3],
    ]);
    expect(messagesHeard(ines)).toEqual(messagesHeard(maya));
  });
});
