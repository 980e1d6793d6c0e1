import sharp from "sharp";

/** A picture of so many pixels, with a position and a copyright beside it, taken with the camera on its side. */
export function photo({
  width = 900,
  height = 600,
  format = "jpeg" as "jpeg" | "png" | "webp" | "avif",
} = {}) {
  return sharp({ create: { width, height, channels: 3, background: "#a4552f" } })
    .withExif({
      IFD0: { Copyright: "Maya's camera" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 12/1", GPSLongitudeRef: "E" },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();
}

/** The head of a PNG that says it is large, and nothing of what it says. */
export async function bomb(width: number, height: number): Promise<Buffer> {
  const small = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  small.writeUInt32BE(width, 16);
  small.writeUInt32BE(height, 20);
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29);
  return small;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export function box(type: string, ...contents: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(contents.map((each) => Buffer.from(each)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

/** As much of an MP4 as tells it is one, with a place in it. */
export function film() {
  return Buffer.concat([
    box("ftyp", "isom", Buffer.alloc(4), "isommp41"),
    box("moov", box("mvhd", Buffer.alloc(100)), box("udta", box("\xa9xyz", "+52.5200+013.4050/"))),
    box("mdat", Buffer.alloc(64, 7)),
  ]);
}

/** As Chrome records a voice. */
export function webm() {
  return Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
    Buffer.from("webm"),
    Buffer.alloc(64),
  ]);
}
