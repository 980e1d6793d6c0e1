import { TimeBars } from "@/components/admin/time-bars";
import { Banner } from "@/components/ui/banner";
import { newestRuns } from "@/db/canary";
import type { Db } from "@/db/client";
import {
  CANARY_EVERY_MS,
  CANARY_SHOWN_MAX,
  type CanaryRun,
  canaryHops,
  canaryState,
  flightMs,
} from "@/lib/canary";
import { words } from "../../words";

interface CanaryShownProps {
  clock: (at: Date) => string;
  db: Db;
}

/** How the canary fared: now, hop by hop, and in the last hour. */
export async function CanaryShown({ clock, db }: CanaryShownProps) {
  const [t, runs] = await Promise.all([words("operations"), newestRuns(db, CANARY_SHOWN_MAX + 1)]);
  const newest = runs.find(({ isOver }) => isOver) ?? null;
  const state = canaryState(newest, Date.now());
  return (
    <section aria-labelledby="canary" className="mt-10">
      <h2 className="font-display text-xl" id="canary">
        {t("canary.title")}
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-sm text-ink-soft">{t("canary.advice")}</p>
      {state === "unknown" && (
        <Banner className="mb-4" icon="clock" look="warning">
          {t("canary.unknown")}
        </Banner>
      )}
      {state === "broken" && newest?.broken && (
        <Banner className="mb-4" icon="failed" look="danger">
          {t("canary.broken", { hop: t(`hops.${newest.broken}`), why: newest.why ?? "" })}
        </Banner>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        {newest && <Hops clock={clock} run={newest} />}
        <Hour clock={clock} runs={runs} />
      </div>
    </section>
  );
}

async function Hops({ run, clock }: { run: CanaryRun; clock: CanaryShownProps["clock"] }) {
  const t = await words("operations");
  return (
    <div className="min-w-0 rounded-xl border border-line bg-surface p-4">
      <h3 className="text-sm font-medium text-ink-soft">
        {t("canary.newest", { time: clock(new Date(run.minute)) })}
      </h3>
      <ol className="mt-2 divide-y divide-line text-sm">
        {canaryHops.map((hop) => {
          const ms = run.took[hop];
          const isBroken = run.broken === hop;
          return (
            <li className="flex justify-between gap-4 py-1.5" key={hop}>
              <span className={isBroken ? "font-medium text-danger" : ""}>{t(`hops.${hop}`)}</span>
              <span className={`tabular-nums ${isBroken ? "font-medium text-danger" : "text-ink-soft"}`}>
                {isBroken ? t("canary.here") : ms === undefined ? "–" : t("ms", { ms: Math.round(ms) })}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

async function Hour({ runs, clock }: { runs: CanaryRun[]; clock: CanaryShownProps["clock"] }) {
  const t = await words("operations");
  const [newest] = runs;
  const known = new Map(runs.map((run) => [run.minute, run]));
  const bars = Array.from({ length: newest ? CANARY_SHOWN_MAX : 0 }, (_, n) => {
    const minute = (newest?.minute ?? 0) - (CANARY_SHOWN_MAX - 1 - n) * CANARY_EVERY_MS;
    const run = known.get(minute);
    const ms = run ? flightMs(run) : null;
    return {
      ...{ key: minute, name: clock(new Date(minute)), value: ms, isBroken: Boolean(run?.broken) },
      written: run?.broken
        ? t("canary.at", { hop: t(`hops.${run.broken}`) })
        : ms === null
          ? t(run ? "canary.unfinished" : "canary.none")
          : t("ms", { ms: Math.round(ms) }),
    };
  });
  const through = bars.flatMap(({ value }) => value ?? []);
  const broken = bars.filter(({ isBroken }) => isBroken).length;
  const last = runs.map(flightMs).find((ms) => ms !== null) ?? null;
  return (
    <TimeBars
      bars={bars}
      now={last === null ? "–" : t("ms", { ms: Math.round(last) })}
      summary={t("canary.hour", {
        through: through.length,
        broken,
        slowest: Math.round(Math.max(0, ...through)),
      })}
      title={t("canary.chart")}
      words={{ table: t("table"), of: t("minute"), value: t("canary.heard") }}
    />
  );
}
