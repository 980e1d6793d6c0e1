import Link from "next/link";
import type { ReactNode } from "react";

interface CategoryChipsProps {
  categories: string[];
  current: string;
  search: string;
  words: { categories: string; everything: string };
}

/** One row to swipe on phones, as many as it takes elsewhere. */
export function CategoryChips({ categories, current, search, words }: CategoryChipsProps) {
  if (categories.length === 0) return null;
  const q = search && { q: search };
  return (
    <nav aria-label={words.categories} className="mb-8 border-b border-line pb-5">
      <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0">
        <li>
          <Chip isCurrent={current === ""} query={{ ...q }}>
            {words.everything}
          </Chip>
        </li>
        {categories.map((category) => (
          <li key={category}>
            <Chip isCurrent={category === current} query={{ ...q, category }}>
              <span dir="auto">{category}</span>
            </Chip>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface ChipProps {
  isCurrent: boolean;
  query: Record<string, string>;
  children: ReactNode;
}

function Chip({ isCurrent, query, children }: ChipProps) {
  return (
    <Link
      aria-current={isCurrent ? "true" : undefined}
      className="flex h-9 items-center rounded-full border border-line-strong/60 bg-surface px-4 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current]:border-pine aria-[current]:bg-pine aria-[current]:text-on-pine forced-colors:aria-[current]:underline"
      href={{ pathname: "/", query }}
      scroll={false}
    >
      {children}
    </Link>
  );
}
