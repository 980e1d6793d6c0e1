import { useTranslations } from "use-intl/react";
import { type Reach, tellingWays } from "@/lib/broadcast";
import type { ReactionCount } from "@/lib/protocol/post";

const STATES = ["sent", "waiting", "leftOut", "failed"] as const;

/** How far a post has come, in numbers: nobody is named. */
export function ReachReport({ reach, reactions }: { reach: Reach; reactions: ReactionCount[] }) {
  const t = useTranslations("desk.reach");
  const { readers, views, told } = reach;
  const reacted = reactions.reduce((sum, { count }) => sum + count, 0);
  const ways = tellingWays.filter((way) => STATES.some((state) => told[way][state] > 0));
  return (
    <section aria-label={t("title")} className="rounded-xl border border-line bg-surface p-4 sm:p-5">
      <h2 className="font-display text-lg">{t("title")}</h2>
      <dl className="mt-3 grid grid-cols-3 gap-3">
        <Figure label={t("views")} value={t("number", { count: views })} />
        <Figure label={t("readers")} value={t("number", { count: readers })} />
        <Figure label={t("reactions")} value={t("number", { count: reacted })} />
      </dl>
      {readers > 0 && (
        <div aria-hidden="true" className="mt-4 h-2 overflow-hidden rounded-full bg-sunken">
          <div
            className="h-full rounded-full bg-pine-ink forced-colors:bg-[Highlight]"
            style={{ width: `${Math.min(100, (100 * views) / readers)}%` }}
          />
        </div>
      )}
      {ways.length === 0 ? (
        <p className="mt-4 text-sm text-ink-soft">{t("nobodyTold")}</p>
      ) : (
        <table className="mt-4 w-full text-sm">
          <caption className="sr-only">{t("told")}</caption>
          <thead>
            <tr className="text-ink-faint">
              <th className="py-1.5 text-start font-medium" scope="col">
                {t("told")}
              </th>
              {STATES.map((state) => (
                <th className="py-1.5 ps-2 text-end font-medium" key={state} scope="col">
                  {t(`states.${state}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ways.map((way) => (
              <tr className="border-t border-line" key={way}>
                <th className="py-2 text-start font-medium" scope="row">
                  {t(`ways.${way}`)}
                </th>
                {STATES.map((state) => (
                  <td className="py-2 ps-2 text-end tabular-nums" key={state}>
                    {t("number", { count: told[way][state] })}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mt-3 text-sm text-ink-faint">{t("advice")}</p>
    </section>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd className="font-display text-2xl tabular-nums">{value}</dd>
    </div>
  );
}
