import { describe, expect, it } from "vitest";
import { clockOf, glyphOf, sizeOf } from "@/components/attachments/file-words";
import { likelyHeightOf, shapesOf } from "@/components/attachments/shapes";
import type { Attachment } from "@/lib/protocol/message";

const of = (mediaType: string, changes: Partial<Attachment> = {}): Attachment => ({
  ...{ id: crypto.randomUUID(), name: "cake", mediaType, bytes: 1, width: null, height: null },
  ...{ durationMs: null, peaks: null, hasThumbnail: false },
  ...changes,
});
const photo = (width: number, height: number) => of("image/jpeg", { width, height });
const ratios = (attachments: Attachment[]) => shapesOf(attachments).map(({ ratio }) => ratio);

describe("the place of what a message brings", () => {
  it("is as wide and high as the picture, within bounds", () => {
    expect(ratios([photo(1200, 900)])).toEqual([4 / 3]);
    expect(ratios([photo(100, 9_000)])).toEqual([0.75]);
    expect(ratios([photo(9_000, 100)])).toEqual([2]);
  });

  it("holds several pictures as tiles, two to a row", () => {
    const square = photo(1, 1);
    expect(ratios([square, square])).toEqual([2]);
    expect(ratios([square, square, square])).toEqual([1]);
    expect(ratios(Array.from({ length: 10 }, () => square))).toEqual([2 / 5]);
  });

  it("is a row for what is heard or saved, and a frame for a film", () => {
    expect(ratios([of("audio/webm"), photo(3, 2), of("application/pdf"), of("image/heic")])).toEqual([
      1.5,
      null,
      null,
      null,
    ]);
    expect(ratios([of("video/mp4"), of("video/webm", { width: 720, height: 720 })])).toEqual([16 / 9, 1]);
    expect(ratios([of("video/quicktime")])).toEqual([null]);
    expect(likelyHeightOf([of("audio/webm"), photo(256, 256)])).toBe(256 + 56 + 8);
  });
});

describe("what is said of a file", () => {
  it("is its size in the reader's language", () => {
    expect(sizeOf(12, "en")).toBe("12 byte");
    expect(sizeOf(820_000, "en")).toBe("820 kB");
    expect(sizeOf(1_540_000, "es")).toBe("1,5 MB");
    expect(sizeOf(26_214_400, "en")).toBe("26.2 MB");
  });

  it("is how long it takes", () => {
    expect([0, 4_600, 65_000, 3_600_000].map(clockOf)).toEqual(["0:00", "0:05", "1:05", "60:00"]);
  });

  it.each([
    ["image/heic", "cake.heic", "picture"],
    ["audio/mpeg", "song.mp3", "sound"],
    ["video/quicktime", "cake.mov", "film"],
    ["application/pdf", "menu.pdf", "words"],
    ["application/zip", "menu.docx", "page"],
    ["application/zip", "all.zip", "packed"],
    ["text/plain", "notes.txt", "words"],
    ["application/octet-stream", "cake", "page"],
  ])("is seen at a glance: %s %s is a %s", (mediaType, name, glyph) => {
    expect(glyphOf({ mediaType, name })).toBe(glyph);
  });
});
