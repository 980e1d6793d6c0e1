import { agoOf } from "@/components/ui/moment";
import { type Member, membersAmong } from "@/db/teams";
import { db } from "../database";
import { hereIn, presencesOf } from "../redis";
import { regionalLocale } from "../regional-locale";
import { locale, words } from "../words";

const NAMED_MAX = 2;

export interface Here {
  people: { id: string; name: string; status: "online" | "away" }[];
  words: string;
}

/**
 * Who of some businesses is there right now, by business; those where nobody is are left out, as is whoever does not
 * want to be seen.
 */
export async function peopleHere(businessIds: string[]): Promise<Map<string, Here["people"]>> {
  const seats = await hereIn(businessIds);
  if (seats.length === 0) return new Map();
  const [members, presences] = await Promise.all([
    membersAmong(db(), seats),
    presencesOf(seats.map(({ userId }) => userId)),
  ]);
  const byBusiness = new Map<string, Here["people"]>();
  for (const { businessId, userId: id, name } of members.filter(isSeen)) {
    const status = presences?.get(id)?.status === "away" ? "away" : "online";
    byBusiness.set(businessId, [...(byBusiness.get(businessId) ?? []), { id, name, status }]);
  }
  return byBusiness;
}

/** The same, and how a page says it. */
export async function whoIsHere(businessIds: string[]): Promise<Map<string, Here>> {
  const entries = [...(await peopleHere(businessIds))].map(
    async ([businessId, people]) => [businessId, await here(people)] as const,
  );
  return new Map(await Promise.all(entries));
}

/** When the last of some members was there, of those who want to be seen; nothing where that is not known. */
export async function lastHereWords(
  members: Member[],
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<string | undefined> {
  const presences = await presencesOf(members.filter(isSeen).map(({ userId }) => userId));
  const moments = [...(presences?.values() ?? [])].flatMap(({ lastSeenAt }) => lastSeenAt ?? []);
  const last = moments.toSorted().at(-1);
  if (!last) return undefined;
  const t = await words("profile");
  const reader = { nowMs: now.getTime(), locale: await regionalLocale(), timeZone };
  return t("here.last", { when: agoOf(last, reader) });
}

function isSeen({ showsPresence }: Pick<Member, "showsPresence">): boolean {
  return showsPresence;
}

/** Those who are away are named only where nobody else is there. */
async function here(people: Here["people"]): Promise<Here> {
  const t = await words("profile");
  const online = people.filter(({ status }) => status === "online");
  const names = (online.length > 0 ? online : people).map(({ name }) => name);
  const shown =
    names.length > NAMED_MAX + 1 ? [...names.slice(0, NAMED_MAX), `+${names.length - NAMED_MAX}`] : names;
  const list = new Intl.ListFormat(await locale()).format(shown);
  return {
    people,
    words: t(online.length > 0 ? "here.names" : "here.awayNames", { names: list, count: names.length }),
  };
}
