"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

const places = [
  { name: "broadcasts", icon: "megaphone" },
  { name: "figures", icon: "chart" },
  { name: "settings", icon: "settings" },
] as const;

/** The ways to what the owners of a business do besides answering. */
export function OwnerLinks({ business }: { business: string | undefined }) {
  const t = useTranslations("inbox.owner");
  return places.map(({ name, icon }) => (
    <Link
      aria-label={t(name)}
      className={buttonClass({ look: "quiet", size: "small-round" })}
      href={{ pathname: `/inbox/${name}`, ...(business !== undefined && { query: { business } }) }}
      key={name}
      title={t(name)}
    >
      <Icon className="size-4.5" name={icon} />
    </Link>
  ));
}
