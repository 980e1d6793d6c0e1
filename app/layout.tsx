import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Words } from "@/components/words";
import { directionOf } from "@/lib/locale";
import { FRAME_HEAD } from "./embed/frame-head";
import { fontVariables } from "./fonts";
import "./globals.css";
import { NONCE_HEAD } from "./nonce-head";
import { siteOrigin } from "./request";
import { SiteHeader } from "./site/site-header";
import { words, wordsFor } from "./words";

export async function generateMetadata(): Promise<Metadata> {
  const [t, origin] = await Promise.all([words("site"), siteOrigin()]);
  const name = t("name");
  return {
    metadataBase: new URL(origin),
    applicationName: name,
    title: { default: name, template: `%s · ${t("short")}` },
    description: t("description"),
    openGraph: { siteName: name, type: "website" },
    twitter: { card: "summary_large_image" },
    appleWebApp: { capable: true, title: t("short"), statusBarStyle: "default" },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  // The keyboard of a phone makes the page shorter instead of covering the composer.
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf6ef" },
    { media: "(prefers-color-scheme: dark)", color: "#191512" },
  ],
};

/** Every page says who is looking, so none can be made beforehand. */
export const dynamic = "force-dynamic";

export default async function Layout({ children }: { children: ReactNode }) {
  const [t, said, asked] = await Promise.all([words("site"), wordsFor("common", "site"), headers()]);
  const theme = asked.get(FRAME_HEAD);
  return (
    <html
      className={fontVariables}
      data-theme={theme ?? undefined}
      dir={directionOf(said.locale)}
      lang={said.locale}
    >
      <body className="min-h-dvh">
        {/* Dialogs hold the page behind them by a sheet they make (react-remove-scroll), and look here for its nonce. */}
        <script nonce={asked.get(NONCE_HEAD) ?? undefined} suppressHydrationWarning>
          {"__webpack_nonce__=document.currentScript.nonce"}
        </script>
        <Words {...said}>
          {theme === null && (
            <>
              <a className={`skip-link ${buttonClass()}`} href="#main">
                {t("skip")}
              </a>
              <SiteHeader />
            </>
          )}
          {children}
        </Words>
      </body>
    </html>
  );
}
