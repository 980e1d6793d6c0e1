"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

/** The way to what the owner of a business decides of its inbox. */
export function SettingsLink({ business }: { business: string | undefined }) {
  const label = useTranslations("work.settings")("title");
  return (
    <Link
      aria-label={label}
      className={buttonClass({ look: "quiet", size: "small-round" })}
      href={{ pathname: "/inbox/settings", ...(business !== undefined && { query: { business } }) }}
      title={label}
    >
      <Icon className="size-4.5" name="settings" />
    </Link>
  );
}
