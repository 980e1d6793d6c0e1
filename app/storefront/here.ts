import { type Member, membersAmong } from "@/db/teams";
import { db } from "../database";
import { hereIn } from "../redis";
import { locale, words } from "../words";

const NAMED_MAX = 2;

export interface Here {
  people: { id: string; name: string }[];
  words: string;
}

/** Who of some businesses is there right now, by business; those where nobody is are left out. */
export async function whoIsHere(businessIds: string[]): Promise<Map<string, Here>> {
  const seats = await hereIn(businessIds);
  if (seats.length === 0) return new Map();
  const byBusiness = new Map<string, Member[]>();
  for (const member of await membersAmong(db(), seats))
    byBusiness.set(member.businessId, [...(byBusiness.get(member.businessId) ?? []), member]);
  const entries = [...byBusiness].map(
    async ([businessId, members]) => [businessId, await here(members)] as const,
  );
  return new Map(await Promise.all(entries));
}

async function here(members: Member[]): Promise<Here> {
  const t = await words("profile");
  const names = members.map(({ name }) => name);
  const shown =
    names.length > NAMED_MAX + 1 ? [...names.slice(0, NAMED_MAX), `+${names.length - NAMED_MAX}`] : names;
  const list = new Intl.ListFormat(await locale()).format(shown);
  return {
    people: members.map(({ userId: id, name }) => ({ id, name })),
    words: t("here.names", { names: list, count: members.length }),
  };
}
