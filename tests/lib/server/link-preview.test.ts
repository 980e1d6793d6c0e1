import http from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PREVIEW_IMAGE_SIDE_MAX_PX } from "@/lib/protocol/link-preview";
import {
  drawnAnew,
  IMAGE_BYTES_MAX,
  IMAGE_PIXELS_MAX,
  IMAGE_SIDE_MIN_PX,
  PAGE_BYTES_MAX,
  readLinkPreview,
} from "@/lib/server/link-preview";
import { Outside } from "@/lib/server/outside";

const painted = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } });

const pages = new Map<string, { type: string; body: string | Buffer }>();
const server = http.createServer(({ url = "" }, response) => {
  const page = pages.get(url);
  response.writeHead(page ? 200 : 404, { "content-type": page?.type ?? "text/html" }).end(page?.body);
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close().closeAllConnections());

const outside = () => new Outside({ mayDial: ({ address }) => address === "127.0.0.1" });
const put = (path: string, type: string, body: string | Buffer) => {
  pages.set(path, { type, body });
  return `${origin}${path}`;
};
const read = (url: string) => readLinkPreview(outside(), url);

describe("the preview of a link", () => {
  it("has the page's words, and its image painted anew", async () => {
    put(
      "/beans.jpg",
      "image/jpeg",
      await painted(1_200, 600)
        .withExif({ IFD0: { Copyright: "Nora" } })
        .jpeg()
        .toBuffer(),
    );
    const preview = await read(
      put("/beans", "text/html", '<title>Beans</title><meta property="og:image" content="/beans.jpg">'),
    );
    expect(preview).toMatchObject({
      title: "Beans",
      site: "127.0.0.1",
      image: { width: PREVIEW_IMAGE_SIDE_MAX_PX, height: PREVIEW_IMAGE_SIDE_MAX_PX / 2 },
    });
    const image = await sharp(preview?.image?.bytes).metadata();
    expect(image).toMatchObject({ format: "webp", width: PREVIEW_IMAGE_SIDE_MAX_PX });
    expect(image.exif).toBeUndefined();
  });

  it("does without an image that is not there, is none, or is none by its words alone", async () => {
    put("/no.jpg", "image/jpeg", "not a picture");
    put("/drawing", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'/>");
    put("/drawing.png", "image/png", "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>");
    for (const image of [
      "/gone.jpg",
      "/no.jpg",
      "/drawing",
      "/drawing.png",
      "data:image/png;base64,AA==",
      "file:///x.png",
    ]) {
      const page = put(
        "/page",
        "text/html",
        `<title>Beans</title><meta property="og:image" content="${image}">`,
      );
      expect(await read(page), image).toMatchObject({ title: "Beans", image: null });
    }
  });

  it("[S26] never looks for an image inside, either", async () => {
    const page = put(
      "/page",
      "text/html",
      '<title>Beans</title><meta property="og:image" content="http://10.0.0.1/x.png">',
    );
    expect(await read(page)).toMatchObject({ title: "Beans", image: null });
  });

  it("is nothing for a page that is not there, is no page, or has no name", async () => {
    expect(await read(`${origin}/gone`)).toBeNull();
    expect(await read(put("/table.pdf", "application/pdf", "<title>Beans</title>"))).toBeNull();
    expect(await read(put("/nameless", "text/html", "Beans"))).toBeNull();
    expect(await readLinkPreview(new Outside(), `${origin}/beans`)).toBeNull();
  });

  it("is looked for as far as a page is read", async () => {
    const title = "<title>Beans</title>";
    const far = (bytes: number) => `${" ".repeat(bytes - title.length)}${title}`;
    expect(await read(put("/long", "text/html", far(PAGE_BYTES_MAX)))).toMatchObject({ title: "Beans" });
    expect(await read(put("/long", "text/html", far(PAGE_BYTES_MAX + title.length)))).toBeNull();
  });

  it("has no image of more bytes than are read", async () => {
    const picture = await painted(100, 100).jpeg().toBuffer();
    const padded = (length: number) => Buffer.concat([picture, Buffer.alloc(length - picture.length)]);
    const page = put(
      "/page",
      "text/html",
      '<title>Beans</title><meta property="og:image" content="/large.jpg">',
    );
    put("/large.jpg", "image/jpeg", padded(IMAGE_BYTES_MAX));
    expect((await read(page))?.image).toMatchObject({ width: 100 });
    put("/large.jpg", "image/jpeg", padded(IMAGE_BYTES_MAX + 1));
    expect((await read(page))?.image).toBeNull();
  });

  it("[S23] has no image that unpacks to more than may be", async () => {
    const side = 4_000;
    const most = await painted(side, IMAGE_PIXELS_MAX / side)
      .png()
      .toBuffer();
    const more = await painted(side, IMAGE_PIXELS_MAX / side + 1)
      .png()
      .toBuffer();
    expect(more.length).toBeLessThan(IMAGE_BYTES_MAX);
    expect(await drawnAnew(most)).toMatchObject({ height: PREVIEW_IMAGE_SIDE_MAX_PX });
    expect(await drawnAnew(more)).toBeNull();
  });

  it("has no image that is there to count readers", async () => {
    const side = IMAGE_SIDE_MIN_PX;
    expect(await drawnAnew(await painted(side, side).png().toBuffer())).toMatchObject({ width: side });
    expect(
      await drawnAnew(
        await painted(side - 1, side)
          .png()
          .toBuffer(),
      ),
    ).toBeNull();
  });
});
