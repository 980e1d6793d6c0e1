import Link from "next/link";
import type { ReactNode } from "react";
import { Banner } from "@/components/ui/banner";
import { SiteFooter } from "../site/site-footer";
import { words } from "../words";
import { sections } from "./sections";

interface FrameProps {
  at: (typeof sections)[number]["name"];
  /** Whose settings they are. */
  name: string;
  /** What was done by the form that led here. */
  done?: string | undefined;
  children: ReactNode;
}

/** A page of somebody's own settings, with the ways to the others. */
export async function Frame({ at, name, done, children }: FrameProps) {
  const [settings, t] = await Promise.all([words("settings"), words("person")]);
  return (
    <>
      <main className="mx-auto w-full max-w-2xl px-4 py-10 sm:px-6" id="main">
        <h1 className="font-display text-2xl">{settings("title")}</h1>
        <p className="mt-1 text-ink-soft">
          <bdi>{name}</bdi>
        </p>
        <nav aria-label={t("sections.label")} className="mt-5 border-b border-line">
          <ul className="-mb-px flex flex-wrap gap-x-5">
            {sections.map((section) => (
              <li key={section.name}>
                <Link
                  aria-current={section.name === at ? "page" : undefined}
                  className="inline-flex min-h-11 items-center border-b-2 border-transparent text-ink-soft hover:text-ink aria-[current=page]:border-pine aria-[current=page]:font-medium aria-[current=page]:text-ink"
                  href={section.path}
                  prefetch={false}
                >
                  {t(`sections.${section.name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {done && (
          <Banner className="mt-6" icon="sent" look="calm">
            {done}
          </Banner>
        )}
        <div className="mt-8 space-y-10">{children}</div>
      </main>
      <SiteFooter />
    </>
  );
}

/** One thing that is settled there, by a heading that can be linked to. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id}>
      <h2 className="scroll-mt-20 font-display text-xl" id={id}>
        {title}
      </h2>
      <div className="mt-3 rounded-xl border border-line bg-surface p-5">{children}</div>
    </section>
  );
}
