import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOfFile } from "@/app/attachments/read";
import { fileStorage } from "@/app/attachments/storage";
import { sweepFiles } from "@/app/attachments/sweep";
import { upload } from "@/app/attachments/upload";
import { postMessage } from "@/app/conversation/post";
import { photo } from "../lib/server/files/samples";
import { startS3 } from "../support/s3-server";
import { castOfSite } from "../support/viewers";

let stop = async () => {};
beforeAll(async () => {
  const s3 = await startS3();
  stop = s3.stop;
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = s3.settings;
  // The settings of a process are read at their first use.
  Object.assign(process.env, {
    ...{ S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket },
    ...{ S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey },
  });
});
afterAll(() => stop());

const send = async (
  viewer: Parameters<typeof upload>[0],
  conversationId: string,
  name: string,
  bytes: Uint8Array,
) => {
  const file = new Blob([new Uint8Array(bytes)]).stream();
  return (await upload(viewer, { conversationId, id: randomUUID(), name, file })).attachment;
};

describe("with S3-compatible storage a file", () => {
  it("goes there, and is had from there by those in the conversation", async () => {
    const { asMaya, asSam, asLeo, conversationId } = await castOfSite();
    const cake = await send(asMaya, conversationId, "cake.jpg", await photo({ width: 1600, height: 1200 }));
    await postMessage(asMaya, { conversationId, body: "", attachmentIds: [cake.id] });
    const address = await addressOfFile(asSam, { id: cake.id });
    expect(address.startsWith(process.env.S3_ENDPOINT ?? "-")).toBe(true);
    const whole = await fetch(address);
    expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes.byteLength).toBe(cake.bytes);
    const key = { conversationId, attachmentId: cake.id, variant: "original" } as const;
    expect(await fileStorage().get(key)).toEqual(bytes);
    const none = { ...key, attachmentId: randomUUID() };
    await expect(fileStorage().get(none)).rejects.toMatchObject({ code: "unavailable" });
    const small = await fetch(await addressOfFile(asSam, { id: cake.id, size: "thumbnail" }));
    expect([small.status, small.headers.get("content-type")]).toEqual([200, "image/webp"]);
    await expect(addressOfFile(asLeo, { id: cake.id })).rejects.toMatchObject({ code: "not-found" });
  });

  it("[S22] that may hold a program is only ever saved", async () => {
    const { asMaya, conversationId } = await castOfSite();
    const html = new TextEncoder().encode("<script>alert(1)</script>");
    const { id } = await send(asMaya, conversationId, "cat.png", html);
    const { headers } = await fetch(await addressOfFile(asMaya, { id }));
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment; /);
  });

  it("is swept from there, too", async () => {
    const { db, asMaya, conversationId } = await castOfSite();
    const { id } = await send(asMaya, conversationId, "menu.txt", new TextEncoder().encode("Cake"));
    const address = await addressOfFile(asMaya, { id });
    await db.execute(`update attachments set created_at = now() - interval '25 hours' where id = '${id}'`);
    await sweepFiles();
    expect((await fetch(address)).status).toBe(404);
    await expect(addressOfFile(asMaya, { id })).rejects.toMatchObject({ code: "not-found" });
  });
});
