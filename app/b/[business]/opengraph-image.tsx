import { notFound } from "next/navigation";
import { initialsOf } from "@/components/ui/avatar";
import { hexOfOklch } from "@/components/ui/oklch";
import { toneOf } from "@/components/ui/tone";
import { businessBySlug } from "@/db/businesses";
import { db } from "../../database";
import { SOCIAL_CARD_SIZE, socialCard } from "../../social-card/social-card";
import { words } from "../../words";

export const size = SOCIAL_CARD_SIZE;
export const contentType = "image/png";

/** `--tone-fill` and `--tone-ink` of the light theme. */
const FILL: [number, number] = [0.885, 0.055];
const INK: [number, number] = [0.36, 0.07];

export default async function Image({ params }: { params: Promise<{ business: string }> }) {
  const business = (await businessBySlug(db(), (await params).business)) ?? notFound();
  const t = await words("site");
  const hue = toneOf(business.id)["--hue"] ?? 0;
  return socialCard({
    picture: (
      <div
        style={{
          display: "flex",
          alignItems: "center",
          justifyContent: "center",
          width: 240,
          height: 240,
          borderRadius: 56,
          background: hexOfOklch(FILL, hue),
          color: hexOfOklch(INK, hue),
          fontSize: 96,
          fontWeight: 700,
        }}
      >
        {initialsOf(business.name)}
      </div>
    ),
    eyebrow: business.category,
    title: business.name,
    lead: business.tagline,
    signature: t("name"),
  });
}
