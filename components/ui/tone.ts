import type { CSSProperties } from "react";

declare module "react" {
  interface CSSProperties {
    "--hue"?: number;
  }
}

/** Far enough apart to be told from each other. */
const HUES = 12;

/** Gives somebody a colour of their own: the same for the same id, for ever. */
export function toneOf(id: string): CSSProperties {
  const mixed = [...id].reduce((before, letter) => Math.imul(before ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261);
  return { "--hue": (((mixed ^ (mixed >>> 15)) >>> 0) % HUES) * (360 / HUES) };
}
