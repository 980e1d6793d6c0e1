import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { isShownInline, mediaTypeOf } from "@/lib/server/files/contents";
import { PICTURE_PIXELS_MAX, redrawn, THUMBNAIL_SIDE_PX } from "@/lib/server/files/picture";
import { prepared, preparedLogo } from "@/lib/server/files/preparation";
import { Turns } from "@/lib/server/files/turns";
import { bomb, box, film, photo, webm } from "./samples";

const asked = { name: "cake.jpg", said: "image/jpeg" };

describe("[S23] a picture", () => {
  it.each(["jpeg", "png", "webp", "avif"] as const)(
    "as %s is kept the right way up, and without where it was taken",
    async (format) => {
      const original = await photo({ format });
      expect((await sharp(original).metadata()).exif).toBeDefined();
      const { bytes, width, height, mediaType, thumbnail, name } = await prepared(original, asked);
      const kept = await sharp(bytes).metadata();
      expect(kept).toMatchObject({ width: 600, height: 900 });
      expect({ width, height }).toEqual({ width: 600, height: 900 });
      expect(mediaType).toBe(format === "avif" ? "image/webp" : `image/${format}`);
      expect(name.endsWith(mediaType.slice(6).replace("jpeg", "jpg"))).toBe(true);
      for (const each of [bytes, thumbnail ?? bytes]) {
        const { exif, orientation, xmp, iptc } = await sharp(each).metadata();
        expect({ exif, orientation, xmp, iptc }).toEqual({});
        expect(Buffer.from(each).includes("camera")).toBe(false);
      }
    },
  );

  it("gets a thumbnail of at most 640 pixels a side, unless it is small", async () => {
    const { thumbnail } = await prepared(await photo({ width: 1600, height: 1200 }), asked);
    expect(await sharp(Buffer.from(thumbnail ?? [])).metadata()).toMatchObject({
      format: "webp",
      width: 480,
      height: THUMBNAIL_SIDE_PX,
    });
    expect((await prepared(await photo({ width: 90, height: 60 }), asked)).thumbnail).toBeNull();
  });

  it("goes on moving, and its thumbnail does not", async () => {
    const frames = await Promise.all(
      ["red", "green", "blue"].map((background) =>
        sharp({ create: { width: 700, height: 700, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const { bytes, height, thumbnail } = await prepared(moving, { name: "hooray.gif", said: "image/gif" });
    expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(3);
    expect(height).toBe(700);
    expect((await sharp(Buffer.from(thumbnail ?? [])).metadata()).pages).toBeUndefined();
  });

  it("that cannot be drawn anew loses its position where it stands", async () => {
    const exif = (await sharp(await photo()).metadata()).exif ?? Buffer.alloc(0);
    const heic = Buffer.concat([box("ftyp", "heic", Buffer.alloc(4), "mif1heic"), box("mdat", exif)]);
    const tiff = exif.subarray("Exif\0\0".length);
    const latitude = (bytes: Uint8Array) =>
      Buffer.from(bytes).includes(Buffer.from([52, 0, 0, 0, 1, 0, 0, 0]));
    for (const original of [heic, tiff]) {
      expect(latitude(original)).toBe(true);
      const kept = await prepared(Buffer.from(original), { name: "cake", said: "" });
      expect(latitude(kept.bytes)).toBe(false);
      expect(kept.bytes).toHaveLength(original.length);
      expect(isShownInline(kept.mediaType)).toBe(false);
    }
  });

  it("of too many pixels is refused before it is decoded", async () => {
    const side = Math.floor(Math.sqrt(PICTURE_PIXELS_MAX));
    const began = performance.now();
    for (const large of [await bomb(side + 1, side + 1), await bomb(65_000, 65_000)])
      await expect(redrawn(large, "image/png")).rejects.toMatchObject({ code: "too-long" });
    expect(performance.now() - began).toBeLessThan(1_000);
    // One that keeps to the limit is looked at, and found to be nothing.
    await expect(redrawn(await bomb(side, side), "image/png")).rejects.toMatchObject({ code: "bad-command" });
  });

  it("that counts its pixels in frames is refused, too", async () => {
    const frame = await sharp({ create: { width: 3_000, height: 3_000, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const other = await sharp(frame).negate().toBuffer();
    const many = await sharp([frame, other, frame, other, frame, other], {
      join: { animated: true },
      limitInputPixels: false,
    })
      .gif({ effort: 1 })
      .toBuffer();
    await expect(redrawn(many, "image/gif")).rejects.toMatchObject({ code: "too-long" });
  });

  it("that is none is refused", async () => {
    const cut = (await photo()).subarray(0, 300);
    const alleged = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from("<script>alert(1)</script>"),
    ]);
    for (const bytes of [cut, alleged, Buffer.from("GIF89a is a <script>alert(1)</script>")])
      await expect(prepared(Buffer.from(bytes), asked)).rejects.toMatchObject({ code: "bad-command" });
  });
});

const programs: [string, string | Buffer][] = [
  ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  [
    "SVG with a head",
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  ],
  ["HTML", "<!doctype html><script>alert(1)</script>"],
  [
    "XHTML",
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
  ],
  ["a script", "alert(document.cookie)"],
  ["PDF", "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"],
  ["a program", Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])],
  ["nothing known", Buffer.from([0, 1, 2, 3, 0xff])],
];

describe("[S22] what may hold a program", () => {
  it.each(programs)("is never shown by a page: %s, whatever it is called", async (_, contents) => {
    const bytes = Buffer.from(contents);
    for (const said of ["image/svg+xml", "image/png", "text/html", "audio/webm"]) {
      const kept = await prepared(bytes, { name: "cat.png", said });
      expect(isShownInline(kept.mediaType)).toBe(false);
      expect(Buffer.from(kept.bytes)).toEqual(bytes);
    }
  });

  it("does not survive behind a picture", async () => {
    const script = "<script>alert(1)</script>";
    const jpeg = await sharp(await photo())
      .withXmp(`<x>${script}</x>`)
      .jpeg()
      .toBuffer();
    const gif = await sharp(await photo())
      .gif()
      .toBuffer();
    for (const [bytes, name] of [
      [jpeg, "cat.html"],
      [gif, "cat.js"],
      [await photo({ format: "png" }), "cat.svg"],
    ] as const) {
      const polyglot = Buffer.concat([bytes, Buffer.from(`*/=1;${script}<!--`)]);
      const kept = await prepared(polyglot, { name, said: "text/html" });
      expect(Buffer.from(kept.bytes).includes("script")).toBe(false);
      expect(kept.name).toMatch(/^cat\.(jpg|gif|png)$/);
    }
  });
});

describe("a recording", () => {
  it("is sound where the sender says so, and film else", async () => {
    expect(await mediaTypeOf(webm(), "audio/webm;codecs=opus")).toBe("audio/webm");
    expect(await mediaTypeOf(webm(), "")).toBe("video/webm");
    expect(await mediaTypeOf(film(), "audio/mp4")).toBe("audio/mp4");
    expect(await mediaTypeOf(film(), "text/html")).toBe("video/mp4");
  });

  it("[S23] as MP4 is kept without the place, and nothing else moves", async () => {
    const original = film();
    const { bytes } = await prepared(original, { name: "cake.mp4", said: "video/mp4" });
    expect(original.includes("+52.52")).toBe(true);
    expect(Buffer.from(bytes).includes("+52.52")).toBe(false);
    expect(bytes).toHaveLength(original.length);
    expect(Buffer.from(bytes).indexOf("mdat")).toBe(original.indexOf("mdat"));
  });
});

describe("[S23] a logo", () => {
  const at = async (logo: Uint8Array, x: number, y: number) => {
    const { data, info } = await sharp(logo).raw().toBuffer({ resolveWithObject: true });
    const start = (y * info.width + x) * info.channels;
    return [...data.subarray(start, start + 3)].map((channel) => Math.round(channel / 51) * 51);
  };

  it("is the middle of a picture, the right way up, and white where one could see through", async () => {
    // On its side: what is the upper half here is the right half once it is turned.
    const halves = await sharp({ create: { width: 300, height: 100, channels: 4, background: "#0000" } })
      .composite([
        { input: { create: { width: 100, height: 50, channels: 4, background: "red" } }, left: 100, top: 0 },
      ])
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const logo = await preparedLogo(halves);
    expect(await sharp(logo).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 });
    expect(await at(logo, 240, 128)).toEqual([255, 0, 0]);
    expect(await at(logo, 16, 128)).toEqual([255, 255, 255]);
  });

  it("of too many pixels, or of another kind, is refused before it is decoded", async () => {
    await expect(preparedLogo(await bomb(65_000, 65_000))).rejects.toMatchObject({ code: "too-long" });
    const moving = await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
      .gif()
      .toBuffer();
    for (const other of [moving, await photo({ format: "avif" }), film()])
      await expect(preparedLogo(other)).rejects.toMatchObject({ code: "bad-command" });
  });
});

describe("turns", () => {
  it("are taken one after the other, and refused to the first too many", async () => {
    const turns = new Turns(1, 2);
    const done: string[] = [];
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const work = (name: string) => turns.take(() => gate.then(() => done.push(name)));
    const taken = [work("Maya's"), work("Leo's"), work("Sam's")];
    await expect(work("Nora's")).rejects.toMatchObject({ code: "busy" });
    open();
    await Promise.all(taken);
    expect(done).toEqual(["Maya's", "Leo's", "Sam's"]);
    await work("Nora's");
    expect(done).toHaveLength(4);
  });
});
