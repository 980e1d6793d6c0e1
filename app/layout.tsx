import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SiteHeader } from "@/components/site/site-header";
import { buttonClass } from "@/components/ui/button";
import { Words } from "@/components/words";
import { directionOf } from "@/lib/locale";
import { listChats } from "./chats/actions";
import { fontVariables } from "./fonts";
import "./globals.css";
import { listInbox } from "./inbox/actions";
import { viewer } from "./viewer";
import { wordsFor } from "./words";

export const metadata: Metadata = {
  title: { default: "ServiHub Chat", template: "%s · ServiHub" },
  description: "Write to the businesses around you, and keep the answer.",
};

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
  const [who, said] = await Promise.all([viewer(), wordsFor("common", "site")]);
  return (
    <html className={fontVariables} dir={directionOf(said.locale)} lang={said.locale}>
      <body className="min-h-dvh">
        <Words {...said}>
          <a className={`skip-link ${buttonClass()}`} href="#main">
            Skip to content
          </a>
          <SiteHeader
            loadChats={listChats}
            loadInbox={listInbox}
            viewer={
              who && {
                id: who.id,
                name: who.name,
                email: who.email,
                isGuest: who.isGuest,
                memberships: who.memberships.map(({ businessId }) => ({ businessId })),
              }
            }
          />
          {children}
        </Words>
      </body>
    </html>
  );
}
