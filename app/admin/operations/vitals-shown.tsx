import { TimeBars } from "@/components/admin/time-bars";
import type { Db } from "@/db/client";
import { newestVitals } from "@/db/vitals";
import { type Pulse, pulsesOf, VITALS_SHOWN_MAX } from "@/lib/vitals";
import { words } from "../../words";

interface VitalsShownProps {
  clock: (at: Date) => string;
  db: Db;
}

/** In the order in which they are shown; each is drawn on its own scale. */
const series = ["sockets", "rooms", "messagesPerSecond", "p50", "p99", "waiting"] as const;
type Series = (typeof series)[number];

/** What goes on: connections, rooms, messages, how long storing takes, and what waits. */
export async function VitalsShown({ clock, db }: VitalsShownProps) {
  const [t, known] = await Promise.all([words("operations"), newestVitals(db, VITALS_SHOWN_MAX + 1)]);
  const pulses = pulsesOf(known);
  return (
    <section aria-labelledby="vitals" className="mt-10">
      <h2 className="font-display text-xl" id="vitals">
        {t("vitals.title")}
      </h2>
      <p className="mt-1 mb-4 max-w-prose text-sm text-ink-soft">{t("vitals.advice")}</p>
      {pulses.length === 0 ? (
        <p>{t("vitals.none")}</p>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {series.map((name) => (
            <Drawn clock={clock} key={name} name={name} pulses={pulses} />
          ))}
        </div>
      )}
    </section>
  );
}

async function Drawn({
  name,
  pulses,
  clock,
}: {
  name: Series;
  pulses: Pulse[];
  clock: VitalsShownProps["clock"];
}) {
  const t = await words("operations");
  const isTime = name === "p50" || name === "p99";
  const write = (value: number | null) =>
    value === null ? "–" : isTime ? t("atMost", { ms: value }) : t("number", { count: value });
  const values = pulses.flatMap((pulse) => pulse[name] ?? []);
  return (
    <TimeBars
      bars={pulses.map((pulse) => ({
        ...{ key: pulse.minute, name: clock(new Date(pulse.minute)) },
        ...{ value: pulse[name], written: write(pulse[name]) },
      }))}
      now={write(values.at(-1) ?? null)}
      summary={
        values.length === 0
          ? t("vitals.unknown")
          : t("vitals.range", { least: write(Math.min(...values)), most: write(Math.max(...values)) })
      }
      title={t(`vitals.${name}`)}
      words={{ table: t("table"), of: t("minute"), value: t(`vitals.${name}`) }}
    />
  );
}
