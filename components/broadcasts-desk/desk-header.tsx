"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

interface DeskHeaderProps {
  slug: string;
  title: string;
  /** What stands below it. */
  note: ReactNode;
  /** What can be done here. */
  children?: ReactNode;
}

/** Above one post, with the way back to all of them. */
export function DeskHeader({ slug, title, note, children }: DeskHeaderProps) {
  const t = useTranslations("desk");
  return (
    <header className="flex min-h-16 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
      <Link
        aria-label={t("back")}
        className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5`}
        href={{ pathname: "/inbox/broadcasts", query: { business: slug } }}
      >
        <Icon name="back" />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate font-semibold">{title}</h1>
        <div className="truncate text-sm text-ink-soft">{note}</div>
      </div>
      {children}
    </header>
  );
}
