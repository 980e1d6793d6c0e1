import { z } from "zod/mini";
import { BUSINESSES_PAGE_SIZE, listBusinesses, SEARCH_LENGTH_MAX } from "@/db/businesses";
import { directoryCursorText, formatDirectoryCursor } from "@/db/list-cursor";
import { responsivenessOf } from "@/db/responsiveness";
import { topicsOf } from "@/db/topics";
import { type OpeningHours, openState, type WeeklyHours } from "@/lib/opening-hours";
import { logoPath } from "@/lib/profile";
import { LIST_PAGE_SIZE_MAX } from "@/lib/protocol/list";
import { storableText } from "@/lib/protocol/message";
import { db } from "../database";
import { openOperation } from "../operation";
import { numberText } from "../query";
import { peopleHere } from "../storefront/here";
import { businessNamed, slug } from "./access";

const CATEGORY_LENGTH_MAX = 100;

/** The public directory, by name. */
export const readBusinesses = openOperation({
  input: z.strictObject({
    q: z.optional(storableText.check(z.maxLength(SEARCH_LENGTH_MAX))),
    category: z.optional(storableText.check(z.maxLength(CATEGORY_LENGTH_MAX))),
    cursor: z.optional(directoryCursorText),
    limit: z.optional(numberText({ min: 1, max: LIST_PAGE_SIZE_MAX })),
  }),
  run: async ({ input: { q: search, category, cursor: after, limit = BUSINESSES_PAGE_SIZE } }) => {
    const found = await listBusinesses(db(), { search, category, after, limit: limit + 1 });
    const listed = found.slice(0, limit);
    const last = found.length > limit ? listed.at(-1) : undefined;
    const now = new Date();
    return {
      businesses: listed.map(({ hours, holidays, logoId, ...business }) => ({
        ...business,
        logo: logoId && logoPath(logoId),
        ...openingOf({ hours, holidays, timeZone: business.timeZone }, now),
      })),
      nextCursor: last ? formatDirectoryCursor(last) : null,
    };
  },
});

/** What everybody may know of a business: its hours by its own clock, who is there, and how soon it answers. */
export const readBusiness = openOperation({
  input: z.strictObject({ slug }),
  run: async ({ input }) => {
    const { greeting: _, awayText: __, logoId, ...shown } = await businessNamed(input.slug);
    const business = { ...shown, logo: logoId && logoPath(logoId) };
    const { id: businessId, timeZone } = business;
    const now = new Date();
    const [here, responsiveness, topics] = await Promise.all([
      peopleHere([businessId]),
      responsivenessOf(db(), { businessId, timeZone, now }),
      topicsOf(db(), businessId),
    ]);
    const people = here.get(businessId) ?? [];
    return { ...business, ...openingOf(business, now), status: statusOf(people), responsiveness, topics };
  },
});

type Place = Omit<OpeningHours, "hours"> & { hours: WeeklyHours | null };

/** Of a business that names no hours nobody knows. */
function openingOf({ hours, ...where }: Place, now: Date) {
  const state = hours && openState({ ...where, hours }, now);
  return { isOpen: state?.isOpen ?? null, changesAt: state?.changesAt?.toISOString() ?? null };
}

function statusOf(people: { status: "online" | "away" }[]): "online" | "away" | "offline" {
  if (people.some(({ status }) => status === "online")) return "online";
  return people.length > 0 ? "away" : "offline";
}
