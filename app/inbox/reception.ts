import { z } from "zod/mini";
import { setReception } from "@/db/reception";
import { isDisguised } from "@/lib/legible";
import { dayOf, localDay, type Shift, WEEKDAYS } from "@/lib/opening-hours";
import { storableText } from "@/lib/protocol/message";
import {
  AWAY_TEXT_LENGTH_MAX,
  GREETING_LENGTH_MAX,
  HOLIDAY_AHEAD_DAYS_MAX,
  HOLIDAY_NAME_LENGTH_MAX,
  HOLIDAYS_MAX,
  isClockTime,
  isDate,
  overlap,
  SHIFTS_PER_DAY_MAX,
  shareDays,
} from "@/lib/reception";
import { Refusal } from "@/lib/refusal";
import { isTimeZone } from "@/lib/time-zone";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { operation } from "../operation";
import { ownerAccess } from "./access";

const clockTime = z.string().check(z.refine(isClockTime));
const endTime = z.string().check(z.refine((time) => time === "24:00" || isClockTime(time)));
const shifts = z.readonly(
  z.array(z.readonly(z.tuple([clockTime, endTime]))).check(
    z.maxLength(SHIFTS_PER_DAY_MAX),
    z.refine<readonly Shift[]>((day) => !overlap(day)),
  ),
);
const date = z.string().check(z.refine(isDate));
const holiday = z
  .strictObject({
    name: storableText.check(
      z.trim(),
      z.minLength(1),
      z.maxLength(HOLIDAY_NAME_LENGTH_MAX),
      z.refine((name) => !isDisguised(name), "disguised"),
    ),
    ...{ from: date, to: date, shifts },
  })
  .check(z.refine(({ from, to }) => from <= to));

/** When a business is there, by its own clock: week by week, and on days that are not like others. */
export const setHours = operation({
  input: z.strictObject({
    businessId: uuid,
    hours: z.nullable(z.partialRecord(z.enum(WEEKDAYS), shifts)),
    holidays: z.array(holiday).check(
      z.maxLength(HOLIDAYS_MAX),
      z.refine((all) => !shareDays(all)),
    ),
    timeZone: z.string().check(z.refine(isTimeZone)),
  }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input: { businessId, ...changes } }) => {
    const today = localDay(new Date(), changes.timeZone);
    const isFar = ({ to }: { to: string }) => dayOf(to) > today + HOLIDAY_AHEAD_DAYS_MAX;
    if (changes.holidays.some(isFar)) throw new Refusal("bad-command");
    await audited(
      viewer,
      (tx) => setReception(tx, { businessId, changes }),
      () => ({ kind: "business.hours-changed", businessId, subjectId: businessId }),
    );
    return {};
  },
});

/** What it says to whoever writes for the first time, and while it is closed. */
export const setTexts = operation({
  input: z.strictObject({
    businessId: uuid,
    greeting: storableText.check(z.trim(), z.maxLength(GREETING_LENGTH_MAX)),
    awayText: storableText.check(z.trim(), z.maxLength(AWAY_TEXT_LENGTH_MAX)),
  }),
  limit: "action",
  permit: ownerAccess,
  run: async ({ viewer, input: { businessId, ...changes } }) => {
    await audited(
      viewer,
      (tx) => setReception(tx, { businessId, changes }),
      () => ({ kind: "business.reception-changed", businessId, subjectId: businessId }),
    );
    return changes;
  },
});
