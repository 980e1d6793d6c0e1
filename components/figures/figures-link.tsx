"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

/** The way to the figures of a business, for its owners. */
export function FiguresLink({ business }: { business: string | undefined }) {
  const label = useTranslations("keyboard.commands")("figures");
  return (
    <Link
      aria-label={label}
      className={buttonClass({ look: "quiet", size: "small-round" })}
      href={{ pathname: "/inbox/figures", ...(business !== undefined && { query: { business } }) }}
      title={label}
    >
      <Icon className="size-4.5" name="chart" />
    </Link>
  );
}
