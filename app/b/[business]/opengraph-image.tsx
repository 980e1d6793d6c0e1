import { notFound } from "next/navigation";
import { businessBySlug } from "@/db/businesses";
import { logoPicture } from "../../businesses/logo-file";
import { db } from "../../database";
import { BusinessMark } from "../../social-card/business-mark";
import { SOCIAL_CARD_SIZE, socialCard } from "../../social-card/social-card";
import { words } from "../../words";

export const size = SOCIAL_CARD_SIZE;
export const contentType = "image/png";
/** Its owners may change what it says. */
const KEPT = "public, max-age=3600";

export default async function Image({ params }: { params: Promise<{ business: string }> }) {
  const business = (await businessBySlug(db(), (await params).business)) ?? notFound();
  const t = await words("site");
  return socialCard({
    picture: <BusinessMark logo={await logoPicture(business)} {...business} />,
    eyebrow: business.category,
    title: business.name,
    lead: business.tagline,
    signature: t("name"),
    cacheControl: KEPT,
  });
}
