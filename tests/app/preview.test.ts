import http from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { describe, expect, it, onTestFinished } from "vitest";
import { addressOfFile, openFile } from "@/app/attachments/read";
import { readHead } from "@/app/conversation/history";
import { postMessage } from "@/app/conversation/post";
import { makePreview, previewing, takePreviewAway } from "@/app/conversation/preview";
import { Outside } from "@/lib/server/outside";
import { castOfSite } from "../support/viewers";

const picture = () =>
  sharp({ create: { width: 200, height: 100, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
const pageAt = (url: string) =>
  `<title>Page ${url}</title>${url === "/beans" ? '<meta property="og:image" content="/beans.png">' : ""}`;

/** A page at a port of this machine, which for once is outside. */
async function page(): Promise<{ url: string; asked: string[]; make: ReturnType<typeof previewing> }> {
  const asked: string[] = [];
  const server = http.createServer(async ({ url = "" }, response) => {
    asked.push(url);
    if (url === "/beans.png") response.writeHead(200, { "content-type": "image/png" }).end(await picture());
    else response.writeHead(200, { "content-type": "text/html" }).end(pageAt(url));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const outside = new Outside({ mayDial: (place) => place.port === port });
  return { url: `http://127.0.0.1:${port}`, asked, make: previewing(() => outside) };
}

async function said(body: string) {
  const cast = await castOfSite();
  const { conversationId } = cast;
  const { message } = await postMessage(cast.asMaya, { conversationId, body });
  const place = { conversationId, messageId: message.id };
  const shown = async () => {
    const { messages } = await readHead(cast.asSam, { conversationId });
    return messages.find(({ id }) => id === message.id)?.metadata.preview;
  };
  return { ...cast, place, shown };
}

describe("the preview of a link", () => {
  it("is what the page says that the stored message links to, however often it is asked for", async () => {
    const { url, asked, make } = await page();
    const { asMaya, place, shown } = await said(`Look: ${url}/beans, and not ${url}/other`);
    await Promise.all([make(asMaya, place), make(asMaya, place)]);
    await make(asMaya, place);
    expect(await shown()).toMatchObject({ url: `${url}/beans`, title: "Page /beans", site: "127.0.0.1" });
    expect(asked).toEqual(["/beans", "/beans.png"]);
  });

  it("has its picture kept here, for those in the conversation, as none of the message's files", async () => {
    const { url, make } = await page();
    const { asMaya, asSam, asLeo, conversationId, place, shown } = await said(`${url}/beans`);
    await make(asMaya, place);
    const { image } = Object(await shown());
    expect(image).toEqual({ id: expect.any(String), width: 200, height: 100 });
    const address = await addressOfFile(asSam, { id: image.id });
    const { bytes, mediaType, isInline } = await openFile(null, { token: address.split("/").at(-1) });
    expect({ mediaType, isInline }).toEqual({ mediaType: "image/webp", isInline: true });
    expect(bytes).toBeGreaterThan(0);
    await expect(addressOfFile(asLeo, { id: image.id })).rejects.toMatchObject({ code: "not-found" });
    const { messages } = await readHead(asSam, { conversationId });
    expect(messages.map(({ kind, attachments }) => ({ kind, attachments }))).toEqual([
      { kind: "text", attachments: [] },
    ]);
    await takePreviewAway(asSam, place);
    await expect(addressOfFile(asSam, { id: image.id })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is made for its writer alone, and from nothing that they say", async () => {
    const { url, asked, make } = await page();
    const { asSam, asMaya, place, shown } = await said(url);
    await expect(make(asSam, place)).rejects.toMatchObject({ code: "forbidden" });
    await expect(make(asMaya, { ...place, url: `${url}/forged` })).rejects.toMatchObject({
      code: "bad-command",
    });
    expect([await shown(), asked]).toEqual([undefined, []]);
  });

  it("[S26] is none of what lies inside", async () => {
    const { url, asked } = await page();
    const { asMaya, place, shown } = await said(url);
    await makePreview(asMaya, place);
    expect([await shown(), asked]).toEqual([undefined, []]);
  });

  it("is taken away by its writer or the business, and by nobody else, and stays away", async () => {
    const { url, make } = await page();
    const { asMaya, asSam, asLeo, place, shown } = await said(url);
    await make(asMaya, place);
    await expect(takePreviewAway(asLeo, place)).rejects.toMatchObject({ code: "not-found" });
    expect(await shown()).toMatchObject({ url: `${url}/` });
    await takePreviewAway(asSam, place);
    await takePreviewAway(asMaya, place);
    await make(asMaya, place);
    expect(await shown()).toBeNull();
  });

  it("is the writer's to take away, not another customer's message's", async () => {
    const { url, make } = await page();
    const { asMaya, asSam, conversationId } = await castOfSite();
    const { message } = await postMessage(asSam, { conversationId, body: url });
    const place = { conversationId, messageId: message.id };
    await make(asSam, place);
    await expect(takePreviewAway(asMaya, place)).rejects.toMatchObject({ code: "forbidden" });
  });
});
