import type { Metadata } from "next";
import Link from "next/link";
import { SettleForm } from "@/components/admin/settle-form";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { countFailures, type FailureCursor, failuresOf } from "@/db/failures";
import { type Failure, type FailureKind, failureKinds, settledKinds } from "@/lib/failures";
import { env } from "@/lib/server/env";
import { db } from "../../database";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";
import { momentOfAdmins } from "../operations/clock";
import { settleByForm } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/failures");
  return { title: (await words("failures"))("title") };
}

/** What was to go out and failed, by its way. */
export default async function Page({ searchParams }: PageProps<"/admin/failures">) {
  await requireAdmin("/admin/failures");
  const asked = await searchParams;
  const counts = await countFailures(db());
  const kind =
    failureKinds.find((each) => each === asked.kind) ??
    failureKinds.find((each) => counts[each] > 0) ??
    failureKinds[0];
  const [t, { failures, hasMore }] = await Promise.all([
    words("failures"),
    failuresOf(db(), { kind, after: cursorOf(asked) }),
  ]);
  const last = failures.at(-1);
  return (
    <AdminPage section="failures" title={t("title")}>
      <p className="mb-6 max-w-prose text-ink-soft">{t("lead")}</p>
      {env().SMTP_URL === undefined && (
        <p className="mb-6">
          <Link className="text-pine-ink underline" href="/admin/mails" prefetch={false}>
            {t("outbox.link")}
          </Link>
        </p>
      )}
      <Kinds chosen={kind} counts={counts} />
      <Settled asked={asked} />
      {failures.length === 0 ? (
        <EmptyState icon="sent" title={t("none.title")}>
          {t("none.advice")}
        </EmptyState>
      ) : (
        <>
          <AllOf count={counts[kind]} kind={kind} />
          <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
            {failures.map((failure) => (
              <Line failure={failure} key={failure.id} kind={kind} />
            ))}
          </ul>
        </>
      )}
      {hasMore && last && (
        <Link
          className={`${buttonClass({ look: "secondary" })} mt-6`}
          href={{ pathname: "/admin/failures", query: { kind, at: last.at, after: last.id } }}
          prefetch={false}
        >
          {t("more")}
        </Link>
      )}
    </AdminPage>
  );
}

type Asked = Awaited<PageProps<"/admin/failures">["searchParams"]>;

const AFTER_LENGTH_MAX = 80;

/** What is no place in a list begins it. */
function cursorOf({ at, after }: Asked): FailureCursor | undefined {
  const isPlace = typeof at === "string" && typeof after === "string" && !Number.isNaN(Date.parse(at));
  return isPlace && after.length <= AFTER_LENGTH_MAX && !after.includes("\0")
    ? { at: new Date(at).toISOString(), id: after }
    : undefined;
}

async function Kinds({ chosen, counts }: { chosen: FailureKind; counts: Record<FailureKind, number> }) {
  const t = await words("failures");
  return (
    <nav aria-label={t("kinds.label")} className="mb-6 flex flex-wrap gap-2">
      {failureKinds.map((kind) => (
        <Link
          aria-current={kind === chosen ? "true" : undefined}
          className="flex h-9 items-center gap-2 rounded-full border border-line-strong/60 bg-surface px-4 text-sm font-medium whitespace-nowrap text-ink-soft hover:bg-sunken hover:text-ink aria-[current]:border-pine aria-[current]:bg-pine aria-[current]:text-on-pine forced-colors:aria-[current]:underline"
          href={{ pathname: "/admin/failures", query: { kind } }}
          key={kind}
          prefetch={false}
        >
          {t(`kinds.${kind}`)}
          <span className="tabular-nums">{t("number", { count: counts[kind] })}</span>
        </Link>
      ))}
    </nav>
  );
}

/** What came of the button that led here. */
async function Settled({ asked: { wish, count } }: { asked: Asked }) {
  const settled = Number(count);
  if ((wish !== "retry" && wish !== "drop") || !Number.isInteger(settled)) return null;
  const t = await words("failures");
  return (
    <Banner className="mb-6" icon="sent" look="calm">
      {t(wish === "retry" ? "retried" : "dropped", { count: settled })}
    </Banner>
  );
}

async function AllOf({ kind, count }: { kind: FailureKind; count: number }) {
  const t = await words("failures");
  const settled = settledKinds.find((each) => each === kind);
  if (!settled || count < 2) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center justify-end gap-3">
      <SettleForm choices={[{ wish: "retry", label: t("retryAll") }]} kind={settled} settle={settleByForm} />
    </div>
  );
}

async function Line({ failure, kind }: { failure: Failure; kind: FailureKind }) {
  const [t, moment] = await Promise.all([words("failures"), momentOfAdmins()]);
  const { id, at, tries, why, nextAt, businessName, host } = failure;
  const settled = settledKinds.find((each) => each === kind);
  const where = [businessName, host].filter((each) => each !== null);
  const begun = moment(new Date(at));
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium break-words">
          <bdi>{why === "" ? t("unknown") : why}</bdi>
        </p>
        <p className="text-sm break-words text-ink-soft">
          {where.map((each) => (
            <span key={each}>
              <bdi>{each}</bdi> ·{" "}
            </span>
          ))}
          {t(kind === "bot" ? "failingSince" : "since", { time: begun })}
          {tries !== null && <> · {t("tries", { count: tries })}</>}
        </p>
        {kind !== "bot" && (
          <p className="text-sm text-ink-soft">
            {nextAt === null ? t("givenUp") : t("next", { time: moment(new Date(nextAt)) })}
          </p>
        )}
      </div>
      {settled && (
        <SettleForm
          choices={[
            { wish: "retry", label: t("retry"), about: begun },
            { wish: "drop", label: t("drop"), about: begun },
          ]}
          id={id}
          kind={settled}
          settle={settleByForm}
        />
      )}
    </li>
  );
}
