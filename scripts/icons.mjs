/** Draws the app's icons anew from `app/icon.svg`: `node scripts/icons.mjs`, after that one was changed. */
import fs from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { root } from "./root.mjs";

const PINE = "#1e5b4c";
const SURFACE = "#fffdf9";
const CLAY = "#d9683a";

const svg = await fs.readFile(path.join(root, "app", "icon.svg"), "utf8");
const [bubble, twoDots, lastDot] = [...svg.matchAll(/ d="([^"]+)"/g)].map(([, shape]) => shape);

/** The bubble in white on pine. Within a mask only the middle four fifths are sure to be seen. */
function tile({ radius, share }) {
  const edge = (32 - 32 * share) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${radius}" fill="${PINE}"/>
    <g transform="translate(${edge} ${edge}) scale(${share})"><path fill="${SURFACE}" d="${bubble}"/>
    <path fill="${PINE}" d="${twoDots}"/><path fill="${CLAY}" d="${lastDot}"/></g></svg>`;
}

const icons = [
  { file: "app/apple-icon.png", size: 180, radius: 0, share: 0.8 },
  { file: "public/icon-192.png", size: 192, radius: 7, share: 0.8 },
  { file: "public/icon-512.png", size: 512, radius: 7, share: 0.8 },
  { file: "public/icon-maskable-512.png", size: 512, radius: 0, share: 0.64 },
];

for (const { file, size, ...shape } of icons) {
  const density = (72 * size) / 32;
  await sharp(Buffer.from(tile(shape)), { density })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(path.join(root, file));
}
