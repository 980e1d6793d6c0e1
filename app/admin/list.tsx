import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "../words";

interface ListProps {
  /** The page of this list; what stands in it has one below. */
  of: "/admin/businesses" | "/admin/users";
  rows: { id: string; title: string; note: ReactNode; marks: ReactNode }[];
  /** What asks for the rest, if there is more. */
  next: Record<string, string> | null;
}

/** What was found, each a link to what is known of it. */
export async function List({ of, rows, next }: ListProps) {
  const t = await words("admin");
  if (rows.length === 0)
    return (
      <EmptyState icon="search" title={t("nothing.title")}>
        {t("nothing.advice")}
      </EmptyState>
    );
  return (
    <>
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
        {rows.map(({ id, title, note, marks }) => (
          <li key={id}>
            <Link
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
              href={`${of}/${id}`}
              prefetch={false}
            >
              <span className="min-w-0 flex-1 basis-48">
                <span className="block font-medium break-words">
                  <bdi>{title}</bdi>
                </span>
                <span className="block text-sm break-words text-ink-soft">{note}</span>
              </span>
              <span className="flex flex-wrap gap-1.5 empty:hidden">{marks}</span>
            </Link>
          </li>
        ))}
      </ul>
      {next && (
        <Link
          className={`${buttonClass({ look: "secondary" })} mt-6`}
          href={{ pathname: of, query: next }}
          prefetch={false}
        >
          {t("more")}
        </Link>
      )}
    </>
  );
}
