import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { attachments } from "@/db/conversation-parts";
import { openConversation } from "@/db/conversations";
import { historyHead } from "@/db/messages";
import { conversations } from "@/db/schema";
import { type Cast, castForTest, type Person } from "../support/cast";
import { outcomesOf } from "../support/stored";

/** A file that somebody uploaded for a conversation. */
async function upload(
  { db, conversationId }: Pick<Cast, "db" | "conversationId">,
  { userId }: Person,
  more: Partial<typeof attachments.$inferInsert> = {},
): Promise<string> {
  const id = uuid();
  await db.insert(attachments).values({
    ...{ id, conversationId, uploaderId: userId, state: "ready", name: "roof.webp", mediaType: "image/webp" },
    ...{ bytes: 1_234, width: 800, height: 600, hasThumbnail: true },
    ...more,
  });
  return id;
}

const sends = (by: Person, attachmentIds: string[], id = uuid()) =>
  ({ op: "message", id, ...by, body: "", attachmentIds }) as const;
const notFound = { is: "refused", code: "not-found" };

describe("a message with files", () => {
  it("[A1] takes those that its sender uploaded for it, in their order", async () => {
    const cast = await castForTest();
    const { db, conversationId, businessId, maya } = cast;
    const ids = [
      await upload(cast, maya),
      await upload(cast, maya, { name: "bill.pdf", mediaType: "application/pdf" }),
    ];
    const asked = sends(maya, ids.toReversed());
    const [outcome] = await outcomesOf(cast, [asked]);
    const names = ["bill.pdf", "roof.webp"];
    expect(outcome).toMatchObject({
      ...{ is: "stored" },
      message: { kind: "file", body: "", attachments: names.map((name) => ({ name })) },
    });
    expect(await outcomesOf(cast, [asked])).toMatchObject([
      { is: "repeat", message: { attachments: names.map((name) => ({ name })) } },
    ]);
    const head = await historyHead(db, { conversationId, businessId, readerId: maya.userId });
    expect(head?.messages).toEqual([outcome && "message" in outcome ? outcome.message : null]);
    const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
    expect([row?.lastPreview, row?.lastSort]).toEqual(["bill.pdf", "file"]);
  });

  it("[A1] takes nobody else's, of no other conversation, none that is half there, and none twice", async () => {
    const cast = await castForTest();
    const { db, businessId, maya, sam, leo } = cast;
    const other = await openConversation(db, { businessId, customerId: leo.userId });
    const elsewhere = await upload({ db, conversationId: other.id }, maya);
    const half = await upload(cast, maya, { state: "pending" });
    const sams = await upload(cast, sam);
    for (const id of [elsewhere, half, sams, uuid()])
      expect(await outcomesOf(cast, [sends(maya, [id])])).toEqual([notFound]);
    const good = await upload(cast, maya);
    expect(await outcomesOf(cast, [sends(maya, [good, sams])])).toEqual([notFound]);
    expect(await outcomesOf(cast, [sends(maya, [good]), sends(maya, [good])])).toMatchObject([
      { is: "stored" },
      notFound,
    ]);
    expect(await outcomesOf(cast, [sends(maya, [good])])).toEqual([notFound]);
  });

  it("[M2] shows nobody the files of a deleted message, and gives them back with it", async () => {
    const cast = await castForTest();
    const { maya } = cast;
    const asked = sends(maya, [await upload(cast, maya)]);
    await outcomesOf(cast, [asked]);
    const { id } = asked;
    expect(await outcomesOf(cast, [{ op: "delete", id, ...maya }])).toMatchObject([
      { message: { attachments: [] } },
    ]);
    expect(await outcomesOf(cast, [{ op: "restore", id, ...maya }])).toMatchObject([
      { message: { attachments: [{ name: "roof.webp" }] } },
    ]);
  });

  it("says in lists what it is", async () => {
    const cast = await castForTest();
    const { db, conversationId, maya } = cast;
    const sort = async () => {
      const [row] = await db.select().from(conversations).where(eq(conversations.id, conversationId));
      return row?.lastSort;
    };
    for (const [mediaType, expected] of [
      ["image/webp", "image"],
      ["audio/webm", "audio"],
      ["video/mp4", "video"],
      ["application/zip", "file"],
    ] as const) {
      await outcomesOf(cast, [sends(maya, [await upload(cast, maya, { mediaType })])]);
      expect(await sort()).toBe(expected);
    }
    await outcomesOf(cast, [{ op: "message", id: uuid(), ...maya, body: "Thanks" }]);
    expect(await sort()).toBe("text");
  });
});
