import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AUDIT_EXPORT_ROWS_MAX } from "@/lib/audit";
import { words } from "../words";
import { formatPlace, type Typed } from "./asked";
import { AuditFilterForm } from "./audit-filter-form";
import { AuditLine } from "./audit-line";
import type { AuditRead } from "./read";

/** The page that shows entries, and the query that says whose they are where that is no filter. */
export interface AuditPlaceOnSite {
  pathname: "/admin/audit" | "/inbox/settings/audit";
  always: Record<string, string>;
}

interface AuditViewProps extends Typed {
  on: AuditPlaceOnSite;
  /** Nothing where what is asked for is not understood. */
  read: AuditRead | null;
  /** Where the file of the same begins. */
  file: { pathname: string; always: Record<string, string> };
  timeZone: string;
  /** Whose work it is, of an owner's own business. */
  members?: { userId: string; name: string }[];
}

/** What was done, newest first, with the way to ask for less of it, to older ones and to a file. */
export async function AuditView({ on, typed, wrong, read, file, timeZone, members }: AuditViewProps) {
  const t = await words("audit");
  const { before: _, ...asked } = typed;
  return (
    <>
      <p className="mb-6 max-w-prose text-ink-soft">{t("advice")}</p>
      <AuditFilterForm
        on={on}
        timeZone={timeZone}
        typed={asked}
        wrong={wrong}
        {...(members && { members })}
      />
      {wrong.includes("before") && (
        <Banner icon="failed" look="danger">
          {t("wrong.before")}
        </Banner>
      )}
      {read && (
        <>
          <p className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
            <a
              className={buttonClass({ look: "secondary", size: "small" })}
              download
              href={`${file.pathname}?${new URLSearchParams({ ...asked, ...file.always })}`}
            >
              {t("csv")}
            </a>
            <span className="min-w-0 flex-1 basis-60">
              {t("csvAdvice", { count: AUDIT_EXPORT_ROWS_MAX })}
            </span>
          </p>
          <Entries on={on} read={read} timeZone={timeZone} />
          {read.next && (
            <Link
              className={`${buttonClass({ look: "secondary" })} mt-6`}
              href={{
                pathname: on.pathname,
                query: { ...asked, ...on.always, before: formatPlace(read.next) },
              }}
              prefetch={false}
            >
              {t("more")}
            </Link>
          )}
        </>
      )}
    </>
  );
}

async function Entries({ on, read, timeZone }: { on: AuditPlaceOnSite; read: AuditRead; timeZone: string }) {
  const t = await words("audit");
  if (read.entries.length === 0)
    return (
      <EmptyState icon="search" title={t("nothing.title")}>
        {t("nothing.advice")}
      </EmptyState>
    );
  return (
    <ol aria-label={t("list")} className="divide-y divide-line rounded-xl border border-line bg-surface">
      {read.entries.map((entry) => (
        <AuditLine entry={entry} key={entry.id} on={on} timeZone={timeZone} />
      ))}
    </ol>
  );
}
