import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Period } from "../lib/figures";
import type { Db } from "./client";

/** More are not shown, nor told apart. */
export const AGENTS_SHOWN_MAX = 100;

const count = z.int();
const seconds = z.nullable(z.int());
const spans = z.array(
  z.object({ end: z.enum(["answered", "completed"]), count, median: seconds, ninetieth: seconds }),
);
const written = z.array(z.object({ weekday: z.int(), hour: z.int(), count }));
const agents = z.array(
  z.object({
    userId: z.uuid(),
    name: z.nullable(z.string()),
    messages: count,
    conversations: count,
    answers: count,
    median: seconds,
  }),
);
const ratings = z.array(z.object({ rating: z.int(), count }));
const books = z.array(z.object({ timeZone: z.string(), countedMs: z.nullable(z.number()) }));

/** How long something took: of how many, and in seconds its median and what nine of ten stayed below. */
export interface Times {
  count: number;
  median: number | null;
  ninetieth: number | null;
}

export interface Figures {
  timeZone: string;
  /** When all there was had been counted; nothing where that is still to come for the first time. */
  countedMs: number | null;
  answers: Times;
  resolutions: Times;
  /** Messages of customers, by the hour of the day and by the weekday, Monday first. */
  byHour: number[];
  byWeekday: number[];
  agents: z.infer<typeof agents>;
  /** How many gave one star, two, and so on. */
  ratings: number[];
}

/** What is counted of a business over the days up to this one, of its own clock. */
export async function figuresOf(
  db: Db,
  { businessId, days, now }: { businessId: string; days: Period; now: Date },
): Promise<Figures> {
  const business = sql`${businessId}::uuid`;
  const [book] = books.parse(
    (
      await db.execute(sql`
        select b.time_zone as "timeZone", (extract(epoch from f.counted_at) * 1000)::float8 as "countedMs"
        from businesses b left join figures f on f.business_id = b.id where b.id = ${business}`)
    ).rows,
  );
  const timeZone = book?.timeZone ?? "UTC";
  const fromHere = sql`(date_trunc('day', ${now.toISOString()}::timestamptz at time zone ${timeZone}::text)
    - ${days - 1}::int * interval '1 day')`;
  const from = sql`(${fromHere} at time zone ${timeZone}::text)`;
  const [times, hours, people, rated] = await Promise.all([
    db.execute(sql`
      select ending as end, count(*)::int as count,
        percentile_disc(0.5) within group (order by seconds) as median,
        percentile_disc(0.9) within group (order by seconds) as ninetieth
      from figure_spans
      where business_id = ${business} and ending in ('answered', 'completed') and ended_at >= ${from} group by 1`),
    db.execute(sql`
      select extract(isodow from hour)::int as weekday, extract(hour from hour)::int as hour, sum(messages)::int as count
      from figure_hours
      where business_id = ${business} and hour >= ${fromHere} and user_id is null group by 1, 2`),
    db.execute(sql`
      select p.user_id as "userId", u.name, coalesce(messages, 0) as messages,
        coalesce(conversations, 0) as conversations, coalesce(answers, 0) as answers, median
      from (
        select user_id, sum(messages)::int as messages from figure_hours
        where business_id = ${business} and hour >= ${fromHere} and user_id is not null group by 1
      ) p left join (
        select user_id, count(distinct conversation_id)::int as conversations, count(*)::int as answers,
          percentile_disc(0.5) within group (order by seconds) as median
        from figure_spans
        where business_id = ${business} and ending = 'answered' and ended_at >= ${from} and user_id is not null group by 1
      ) a using (user_id) left join users u on u.id = user_id
      order by messages desc, "userId" limit ${AGENTS_SHOWN_MAX}::int`),
    db.execute(sql`
      select rating, count(*)::int as count from closings
      where business_id = ${business} and closed_at is not null and closed_at >= ${from} and rating is not null group by 1`),
  ]);
  const volume = written.parse(hours.rows);
  const stars = ratings.parse(rated.rows);
  const timesOf = (end: "answered" | "completed"): Times => {
    const found = spans.parse(times.rows).find((each) => each.end === end);
    return { count: found?.count ?? 0, median: found?.median ?? null, ninetieth: found?.ninetieth ?? null };
  };
  const sum = (rows: { count: number }[]) => rows.reduce((all, each) => all + each.count, 0);
  return {
    ...{ timeZone, countedMs: book?.countedMs ?? null },
    ...{ answers: timesOf("answered"), resolutions: timesOf("completed"), agents: agents.parse(people.rows) },
    byHour: Array.from({ length: 24 }, (_, hour) => sum(volume.filter((each) => each.hour === hour))),
    byWeekday: Array.from({ length: 7 }, (_, day) =>
      sum(volume.filter(({ weekday }) => weekday === day + 1)),
    ),
    ratings: [1, 2, 3, 4, 5].map((star) => sum(stars.filter(({ rating }) => rating === star))),
  };
}
