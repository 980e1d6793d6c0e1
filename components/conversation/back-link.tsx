"use client";

import type { UrlObject } from "node:url";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

/** The way back to the list, on phones. */
export function BackLink({ href, label }: { href: UrlObject; label: string }) {
  const t = useTranslations("conversation");
  return (
    <Link
      aria-label={t("back", { place: label })}
      className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5 md:hidden`}
      href={href}
    >
      <Icon name="back" />
    </Link>
  );
}
