import type { CSSProperties } from "react";

declare module "react" {
  interface CSSProperties {
    "--hue"?: number;
  }
}

/** Hues that stay apart from each other. */
const hues = [25, 62, 95, 135, 205, 245, 285, 345];

/** Gives somebody a colour of their own: the same for the same id, for ever. */
export function toneOf(id: string): CSSProperties {
  const sum = [...id].reduce((before, letter) => (before * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return { "--hue": hues[sum % hues.length] };
}
