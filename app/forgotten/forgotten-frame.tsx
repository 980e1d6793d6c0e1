import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { IconName } from "@/components/ui/icon";
import { Words } from "@/components/words";
import { SiteFooter } from "../site/site-footer";
import { words, wordsFor } from "../words";

interface ForgottenFrameProps {
  title: string;
  lead: string;
  /** What is said in the place of the form, with the way to ask for a mail. */
  instead: { icon: IconName; title: string; advice: string } | null;
  children: ReactNode;
}

/** A page on the way to another password: a form, or why there is none. */
export async function ForgottenFrame({ title, lead, instead, children }: ForgottenFrameProps) {
  const t = await words("person");
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <main className="mx-auto w-full max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        {instead ? (
          <EmptyState
            action={
              <Link className={buttonClass({ look: "secondary" })} href="/forgotten" prefetch={false}>
                {t("forgotten.again")}
              </Link>
            }
            as="h1"
            icon={instead.icon}
            title={instead.title}
          >
            {instead.advice}
          </EmptyState>
        ) : (
          <>
            <h1 className="font-display text-2xl">{title}</h1>
            <p className="mt-1 text-ink-soft">{lead}</p>
            {children}
          </>
        )}
      </main>
      <SiteFooter />
    </Words>
  );
}
