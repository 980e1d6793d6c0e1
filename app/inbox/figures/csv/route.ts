import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";
import type { Figures } from "@/db/figures";
import { csvOf } from "@/lib/csv";
import { exportFigures } from "../read";

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The figures as a file for spreadsheets; what it says is for programs, and the same in every language. */
export const GET = endpoint(async ({ viewer, query: { businessId, days } }) => {
  const figures = await exportFigures(viewer, { businessId, days: Number(days) });
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="figures-${Number(days)}-days.csv"`,
    "cache-control": "private, no-store",
  };
  return new Response(csvOf([["figure", "of", "value", "unit", "sample"], ...rowsOf(figures)]), { headers });
});

function rowsOf({
  answers,
  resolutions,
  byHour,
  byWeekday,
  agents,
  ratings,
}: Figures): (string | number)[][] {
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  return [
    ["first answer, median", "", answers.median ?? "", "seconds", answers.count],
    ["first answer, 90th percentile", "", answers.ninetieth ?? "", "seconds", answers.count],
    ["resolution, median", "", resolutions.median ?? "", "seconds", resolutions.count],
    ["resolution, 90th percentile", "", resolutions.ninetieth ?? "", "seconds", resolutions.count],
    ...byHour.map((count, hour) => ["customers' messages, by hour", hour, count, "messages", sum(byHour)]),
    ...byWeekday.map((count, day) => [
      ...["customers' messages, by weekday", WEEKDAYS[day] ?? "", count],
      ...["messages", sum(byWeekday)],
    ]),
    ...agents.flatMap(({ name, messages, conversations, answers, median }) => [
      ["messages, by agent", name ?? "", messages, "messages", messages],
      ["answered conversations, by agent", name ?? "", conversations, "conversations", answers],
      ["first answer by agent, median", name ?? "", median ?? "", "seconds", answers],
    ]),
    ...ratings.map((count, place) => ["ratings", place + 1, count, "ratings", sum(ratings)]),
  ];
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
