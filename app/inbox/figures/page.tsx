import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { AgentsTable } from "@/components/figures/agents-table";
import { Bars } from "@/components/figures/bars";
import { durationWords } from "@/components/figures/duration";
import { SpanCard } from "@/components/figures/span-card";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { Figures, Times } from "@/db/figures";
import { PERIODS, type Period, SAMPLE_MIN } from "@/lib/figures";
import { regionalLocale } from "../../regional-locale";
import { requireViewer } from "../../viewer";
import { words } from "../../words";
import { readFigures } from "./read";

const ONE_DIGIT = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("figures"))("title") };
}

/** How a business does, for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/figures">) {
  const { business, days: asked } = await searchParams;
  const viewer = await requireViewer("/inbox/figures");
  const membership = viewer.memberships.find(
    ({ businessSlug }) => businessSlug === (business ?? businessSlug),
  );
  if (membership?.role !== "owner") notFound();
  const days = PERIODS.find((period) => String(period) === asked) ?? PERIODS[0];
  const { businessId, businessSlug, businessName } = membership;
  const figures = await readFigures(viewer, { businessId, days });
  const t = await words("figures");
  const isEmpty = figures.agents.length === 0 && figures.byHour.every((count) => count === 0);
  return (
    <div className="h-full overflow-y-auto">
      <div className="@container mx-auto flex max-w-4xl flex-col gap-8 p-4 sm:p-8">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <Link
            aria-label={t("back")}
            className={`${buttonClass({ look: "quiet", size: "round" })} -ms-1.5 md:hidden`}
            href={{ pathname: "/inbox", query: { business: businessSlug } }}
          >
            <Icon name="back" />
          </Link>
          <div className="min-w-0 flex-1">
            <h2 className="font-display text-2xl">{t("title")}</h2>
            <p className="truncate text-sm text-ink-soft">
              <bdi>{businessName}</bdi>
            </p>
          </div>
          <a
            className={buttonClass({ look: "secondary", size: "small" })}
            download
            href={`/inbox/figures/csv?businessId=${businessId}&days=${days}`}
          >
            {t("csv")}
          </a>
          <Periods chosen={days} slug={businessSlug} />
        </header>
        {figures.countedMs === null && (
          <Banner icon="clock" look="calm">
            {t("counting")}
          </Banner>
        )}
        {isEmpty ? (
          <EmptyState icon="chart" title={t("none.title")}>
            {t("none.advice")}
          </EmptyState>
        ) : (
          <Shown figures={figures} />
        )}
      </div>
    </div>
  );
}

async function Periods({ chosen, slug }: { chosen: Period; slug: string }) {
  const t = await words("figures");
  return (
    <nav aria-label={t("period")} className="flex w-full gap-2">
      {PERIODS.map((days) => (
        <Link
          aria-current={days === chosen ? "true" : undefined}
          className="flex h-9 items-center rounded-full border border-line-strong/60 bg-surface px-4 text-sm font-medium whitespace-nowrap text-ink-soft hover:bg-sunken hover:text-ink aria-[current]:border-pine aria-[current]:bg-pine aria-[current]:text-on-pine forced-colors:aria-[current]:underline"
          href={{ pathname: "/inbox/figures", query: { business: slug, days } }}
          key={days}
        >
          {t("days", { count: days })}
        </Link>
      ))}
    </nav>
  );
}

async function Shown({ figures }: { figures: Figures }) {
  const [t, locale] = await Promise.all([words("figures"), regionalLocale()]);
  const { answers, resolutions, agents, ratings } = figures;
  const rated = ratings.reduce((all, count) => all + count, 0);
  const mean = ratings.reduce((all, count, place) => all + count * (place + 1), 0) / rated;
  return (
    <>
      <div className="grid gap-4 @xl:grid-cols-2">
        <Span of="answer" times={answers} />
        <Span of="resolution" times={resolutions} />
      </div>
      <Volume figures={figures} />
      {agents.length > 0 && (
        <AgentsTable
          heads={{
            name: t("agents.name"),
            conversations: t("agents.conversations"),
            messages: t("agents.messages"),
            median: t("agents.median"),
          }}
          rows={agents.map(({ userId, name, conversations, messages, median, answers }) => ({
            ...{ id: userId, name: name ?? t("agents.former") },
            conversations: t("number", { count: conversations }),
            messages: t("number", { count: messages }),
            median: median === null ? "–" : durationWords(median, locale),
            sample: median === null ? "" : t("agents.sample", { count: answers }),
          }))}
          title={t("agents.title")}
        />
      )}
      {rated > 0 && (
        <section className="max-w-md">
          <Bars
            bars={ratings.map((count, place) => ({
              ...{ name: t("ratings.stars", { count: place + 1 }), label: t("number", { count: place + 1 }) },
              ...{ count, written: t("number", { count }) },
            }))}
            summary={t("ratings.summary", { mean: mean.toLocaleString(locale, ONE_DIGIT), count: rated })}
            title={t("ratings.title")}
            words={{ table: t("table"), of: t("ratings.rating"), count: t("ratings.count") }}
          />
        </section>
      )}
    </>
  );
}

async function Span({ of, times }: { of: "answer" | "resolution"; times: Times }) {
  const [t, locale] = await Promise.all([words("figures"), regionalLocale()]);
  const { count, median, ninetieth } = times;
  const isSure = count >= SAMPLE_MIN;
  return (
    <SpanCard
      advice={t(`${of}.advice`)}
      median={median === null ? null : durationWords(median, locale)}
      notes={[
        ...(ninetieth === null ? [] : [t("ninetieth", { time: durationWords(ninetieth, locale) })]),
        t(`${of}.sample`, { count }),
        ...(isSure || count === 0 ? [] : [t("few")]),
      ]}
      title={t(`${of}.title`)}
    />
  );
}

async function Volume({ figures: { byHour, byWeekday, timeZone } }: { figures: Figures }) {
  const [t, locale] = await Promise.all([words("figures"), regionalLocale()]);
  const hourName = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const dayName = (weekday: "long" | "short") =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
  const barOf = (name: string, label: string, count: number) => ({
    ...{ name, label, count, written: t("number", { count }) },
  });
  const hours = byHour.map((count, hour) =>
    barOf(
      hourName.format(Date.UTC(2024, 0, 1, hour)),
      hour % 6 === 0 ? t("number", { count: hour }) : "",
      count,
    ),
  );
  // The first of January 2024 was a Monday.
  const days = byWeekday.map((count, day) => {
    const at = Date.UTC(2024, 0, 1 + day);
    return barOf(dayName("long").format(at), dayName("short").format(at), count);
  });
  const summaryOf = (bars: typeof hours) => {
    const count = bars.reduce((all, bar) => all + bar.count, 0);
    const most = bars.reduce((best, bar) => (bar.count > best.count ? bar : best), barOf("", "", 0));
    return count === 0 ? t("volume.none") : t("volume.summary", { count, most: most.name });
  };
  return (
    <section aria-labelledby="volume">
      <h2 className="font-display text-lg" id="volume">
        {t("volume.title")}
      </h2>
      <p className="text-sm text-ink-soft">{t("volume.zone", { zone: timeZone })}</p>
      <div className="mt-4 grid gap-8 @xl:grid-cols-2">
        <Bars
          bars={hours}
          summary={summaryOf(hours)}
          title={t("volume.byHour")}
          words={{ table: t("table"), of: t("volume.hour"), count: t("volume.messages") }}
        />
        <Bars
          bars={days}
          summary={summaryOf(days)}
          title={t("volume.byWeekday")}
          words={{ table: t("table"), of: t("volume.weekday"), count: t("volume.messages") }}
        />
      </div>
    </section>
  );
}
