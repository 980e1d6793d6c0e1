import { leadOf } from "@/lib/post-title";
import { POSTS_PUBLIC_CACHE } from "../../../../broadcasts/posts";
import { logoPicture } from "../../../../businesses/logo-file";
import { BusinessMark } from "../../../../social-card/business-mark";
import { SOCIAL_CARD_SIZE, socialCard } from "../../../../social-card/social-card";
import { wordsIn } from "../../../../words";
import { postAt } from "./post";

export const size = SOCIAL_CARD_SIZE;
export const contentType = "image/png";

/** The same for all who ask, whatever their language: caches keep it for as long as they keep the post. */
export default async function Image({ params }: { params: Promise<{ business: string; post: string }> }) {
  const { business, post } = await postAt(await params);
  const t = await wordsIn("en", "site");
  return socialCard({
    picture: <BusinessMark logo={await logoPicture(business)} {...business} />,
    title: business.name,
    lead: drawable(leadOf(post)),
    signature: t("name"),
    cacheControl: POSTS_PUBLIC_CACHE,
  });
}

const OTHER_LETTERS = /[^\P{L}\p{Script=Latin}]/u;
const NOT_IN_THE_FONT = /[^\p{Script=Latin}\u0020-\u007e\u00a0-\u00ff\u2010-\u2026\u20ac]/gu;

/** Whoever draws it has Latin letters and their signs alone, and would ask others for the rest. */
function drawable(text: string): string {
  return OTHER_LETTERS.test(text) ? "" : text.replace(NOT_IN_THE_FONT, "").replace(/ {2,}/g, " ");
}
