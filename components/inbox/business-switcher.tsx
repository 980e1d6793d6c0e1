"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { Avatar } from "../ui/avatar";
import type { SwitchedBusiness } from "./switched-business";

export function BusinessSwitcher({
  businesses,
  chosen,
}: {
  businesses: SwitchedBusiness[];
  chosen: SwitchedBusiness;
}) {
  const t = useTranslations("inbox");
  return (
    <nav aria-label={t("businesses")} className="-mx-5 flex gap-2 overflow-x-auto px-5 pt-3">
      {businesses.map(({ businessId, businessSlug, businessName }) => (
        <Link
          aria-current={businessId === chosen.businessId ? "true" : undefined}
          className="flex shrink-0 items-center gap-2 rounded-full border border-line py-1 ps-1 pe-3 text-sm hover:bg-sunken aria-[current]:border-pine-ink aria-[current]:bg-pine-tint aria-[current]:font-medium"
          href={`/inbox?business=${businessSlug}`}
          key={businessId}
        >
          <Avatar id={businessId} name={businessName} shape="square" size="small" />
          <bdi>{businessName}</bdi>
        </Link>
      ))}
    </nav>
  );
}
