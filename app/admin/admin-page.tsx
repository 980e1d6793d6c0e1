import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { words } from "../words";
import { type Section, sections } from "./sections";

interface AdminPageProps {
  section: Section["name"];
  title: ReactNode;
  /** The page above this one, within its section. */
  back?: { href: Section["href"]; label: string };
  children: ReactNode;
}

/** The frame of a page of admins: the way to all the others, its heading, and what is on it. */
export async function AdminPage({ section, title, back, children }: AdminPageProps) {
  const t = await words("admin");
  return (
    <div className="mx-auto w-full max-w-page px-4 py-6 sm:px-6 sm:py-8">
      <nav
        aria-label={t("sections.label")}
        className="mb-6 flex flex-wrap gap-x-1 gap-y-1 border-b border-line pb-3"
      >
        {sections.map(({ name, href, icon }) => (
          <Link
            aria-current={name === section ? "page" : undefined}
            className="flex h-10 items-center gap-2 rounded-md px-3 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink forced-colors:aria-[current]:underline"
            href={href}
            key={name}
            prefetch={false}
          >
            <Icon className="size-4.5" name={icon} />
            {t(`sections.${name}`)}
          </Link>
        ))}
      </nav>
      <main id="main">
        <div className="mb-6 flex items-center gap-2">
          {back && (
            <Link
              aria-label={back.label}
              className={`${buttonClass({ look: "quiet", size: "round" })} -ms-2`}
              href={back.href}
              prefetch={false}
            >
              <Icon name="back" />
            </Link>
          )}
          <h1 className="min-w-0 font-display text-2xl break-words">{title}</h1>
        </div>
        {children}
      </main>
    </div>
  );
}
