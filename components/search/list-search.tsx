"use client";

import dynamic from "next/dynamic";
import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { patiently } from "../patiently";
import { Icon } from "../ui/icon";
import { moveAlong } from "./move-along";
import type { SearchResults as Results } from "./search-results";

/** Comes with the first letter. */
const SearchResults = dynamic(
  patiently(() => import("./search-results").then((module) => module.SearchResults)),
  {
    ssr: false,
  },
);

/** As in lib/search.ts, which comes with the results. */
const LENGTH_MAX = 200;

interface ListSearchProps extends Omit<ComponentProps<typeof Results>, "query"> {
  label: string;
  /** The list that what is found takes the place of. */
  children: ReactNode;
}

/** A field above a list that looks through what was said in all of it. */
export function ListSearch({ label, children, ...props }: ListSearchProps) {
  const t = useTranslations("search");
  const [query, setQuery] = useState("");
  const inside = useRef<HTMLDivElement>(null);
  const isAsked = query.trim() !== "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that its field and links pass on
    <div
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => {
        if (!isAsked) return;
        if (event.key === "Escape") {
          setQuery("");
          inside.current?.querySelector("input")?.focus();
        } else if (event.key.startsWith("Arrow")) {
          moveAlong(event, inside.current);
        }
      }}
      ref={inside}
    >
      <search className="mx-5 mb-2 flex shrink-0 items-center gap-2 rounded-md border border-line bg-paper ps-3 focus-within:border-pine-ink focus-within:outline-1 focus-within:outline-pine-ink">
        <Icon className="size-4.5 text-ink-faint" name="search" />
        <input
          aria-label={label}
          className="h-9 min-w-0 [&::-webkit-search-cancel-button]:hidden flex-1 bg-transparent pe-2 text-base outline-none placeholder:text-ink-faint sm:text-sm"
          dir="auto"
          enterKeyHint="search"
          maxLength={LENGTH_MAX}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t("search")}
          type="search"
          value={query}
        />
      </search>
      {isAsked ? <SearchResults query={query} {...props} /> : children}
    </div>
  );
}
