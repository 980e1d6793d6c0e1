import type { CSSProperties } from "react";

declare module "react" {
  interface CSSProperties {
    "--hue"?: number;
  }
}

/** Gives somebody a colour of their own: the same for the same id, for ever. */
export function toneOf(id: string): CSSProperties {
  const mixed = [...id].reduce(
    (before, letter) => Math.imul(before ^ letter.charCodeAt(0), 16_777_619),
    2_166_136_261,
  );
  return { "--hue": ((mixed ^ (mixed >>> 15)) >>> 0) % 360 };
}
