"use client";

import { useTranslations } from "use-intl/react";
import { Skeleton } from "../ui/skeleton";

const nameWidths = ["w-32", "w-24", "w-40", "w-28", "w-36", "w-20"];

/** A whole list that is on its way. */
export function ListSkeleton({ title }: { title: string }) {
  return (
    <>
      <header className="px-5 pt-4 pb-3">
        <h1 className="flex min-h-8 items-center font-display text-xl">{title}</h1>
        <Skeleton className="mt-0.5 h-4 w-44" />
      </header>
      <LinesSkeleton />
    </>
  );
}

/** As high as the lines that come. */
export function LinesSkeleton() {
  const t = useTranslations("inbox.list");
  return (
    <div aria-busy="true" className="px-2">
      <p className="sr-only">{t("loading")}</p>
      {nameWidths.map((width) => (
        <div className="flex h-18 items-center gap-3 px-3" key={width}>
          <Skeleton className="size-10 rounded-full" />
          <div className="flex-1 space-y-2">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="h-3.5 w-full max-w-60" />
          </div>
        </div>
      ))}
    </div>
  );
}
