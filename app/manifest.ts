import type { MetadataRoute } from "next";
import { directionOf } from "@/lib/locale";
import { locale, words } from "./words";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const [t, inLocale] = await Promise.all([words("site"), locale()]);
  return {
    id: "/",
    name: t("name"),
    short_name: t("short"),
    description: t("description"),
    lang: inLocale,
    dir: directionOf(inLocale),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#faf6ef",
    theme_color: "#faf6ef",
    categories: ["business", "social"],
    icons: [
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: t("chats"), url: "/chats" },
      { name: t("inbox"), url: "/inbox" },
    ],
  };
}
