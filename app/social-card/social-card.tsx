import fs from "node:fs/promises";
import path from "node:path";
import { ImageResponse } from "next/og";
import type { ReactNode } from "react";

export const SOCIAL_CARD_SIZE = { width: 1200, height: 630 };

interface SocialCardProps {
  /** What stands large at the left: a picture of whoever it is about. */
  picture: ReactNode;
  eyebrow?: string;
  title: string;
  lead: string;
  /** Who shows it, in the corner. */
  signature?: string;
  /** Where it is not kept for good. */
  cacheControl?: string;
}

/** What is shown where a page is linked to. Drawn once for every address and kept by whoever asks. */
export async function socialCard({
  picture,
  eyebrow,
  title,
  lead,
  signature,
  cacheControl,
}: SocialCardProps) {
  const fonts = await Promise.all([font(500), font(700)]);
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        alignItems: "center",
        gap: 64,
        width: "100%",
        height: "100%",
        padding: 88,
        background: "#faf6ef",
        borderBottom: "20px solid #1e5b4c",
        color: "#2a2019",
        fontFamily: "Figtree",
        fontWeight: 500,
      }}
    >
      {picture}
      <div style={{ display: "flex", flexDirection: "column", flex: 1, minWidth: 0 }}>
        {eyebrow && <div style={{ fontSize: 34, color: "#6f6153", marginBottom: 12 }}>{eyebrow}</div>}
        <div style={{ fontSize: 84, fontWeight: 700, letterSpacing: -2, lineHeight: 1.08 }}>{title}</div>
        <div style={{ fontSize: 40, color: "#5f5245", marginTop: 24, lineHeight: 1.35 }}>{lead}</div>
      </div>
      {signature && (
        <div
          style={{
            position: "absolute",
            right: 64,
            bottom: 48,
            fontSize: 30,
            fontWeight: 700,
            color: "#1e5b4c",
          }}
        >
          {signature}
        </div>
      )}
    </div>,
    { ...SOCIAL_CARD_SIZE, fonts, ...(cacheControl && { headers: { "cache-control": cacheControl } }) },
  );
}

async function font(weight: 500 | 700) {
  const file = path.join(process.cwd(), "app", "social-card", `figtree-${weight}.woff`);
  return { name: "Figtree", weight, data: await fs.readFile(file) };
}
