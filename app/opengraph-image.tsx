import fs from "node:fs/promises";
import path from "node:path";
import { directionOf } from "@/lib/locale";
import { SOCIAL_CARD_SIZE, socialCard } from "./social-card/social-card";
import { locale, words } from "./words";

export const size = SOCIAL_CARD_SIZE;
export const contentType = "image/png";

export default async function Image() {
  const [t, inLocale, icon] = await Promise.all([
    words("site"),
    locale(),
    fs.readFile(path.join(process.cwd(), "public", "icon-512.png"), "base64"),
  ]);
  return socialCard({
    // biome-ignore lint/performance/noImgElement: this one is drawn into a picture
    picture: <img alt="" height={240} src={`data:image/png;base64,${icon}`} width={240} />,
    title: t("name"),
    // Whoever draws it cannot join the letters of Arabic.
    lead: directionOf(inLocale) === "rtl" ? "" : t("description"),
  });
}
