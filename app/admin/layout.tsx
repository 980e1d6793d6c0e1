import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Words } from "@/components/words";
import { SiteFooter } from "../site/site-footer";
import { viewer } from "../viewer";
import { wordsFor } from "../words";

export const metadata: Metadata = { robots: { index: false } };

/** What all pages of admins stand in. Who is signed out is led to the sign-in by each, and back to it. */
export default async function Layout({ children }: { children: ReactNode }) {
  const who = await viewer();
  // The page leads them to the sign-in.
  if (!who) return children;
  if (!who.isAdmin) notFound();
  return (
    <Words {...(await wordsFor("common", "admin"))}>
      {children}
      <SiteFooter />
    </Words>
  );
}
