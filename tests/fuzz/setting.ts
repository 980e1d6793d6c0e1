import { openDb } from "@/db/client";
import { businesses, conversations, memberships, participants, users } from "@/db/schema";
import type { Person } from "../support/cast";
import { DIRECT } from "./books";
import { idsFrom } from "./ids";
import type { Memory } from "./memory";

/** One conversation, and who may be in it. */
export interface Talk {
  id: string;
  people: Person[];
  isGroup: boolean;
}

/** What one run plays in: two customers of one business, its two agents in both conversations, and a group of all. */
export interface Setting {
  businessId: string;
  talks: Talk[];
}

const NO_SEED = -1;

/** The ids of a setting are older than all that a run makes. */
const idsBefore = (seed: number) => idsFrom(seed, () => 0);

/**
 * Settings for the runs of some seeds at once, because making them one by one would cost more than playing in them.
 * What is a run's own has the ids of its seed, whichever others there are; business and agents are everybody's.
 */
export async function settingsFor(seeds: number[]): Promise<Setting[]> {
  const { db } = openDb({ url: DIRECT, max: 1 });
  const shared = idsBefore(NO_SEED);
  const own = seeds.map(idsBefore);
  const [business] = await db
    .insert(businesses)
    .values({ id: shared(), slug: shared(), name: "Harbor Coffee" })
    .returning();
  if (!business) throw new Error("no business was made");
  const enter = (name: string, makers: (() => string)[]) =>
    db
      .insert(users)
      .values(makers.map((id) => ({ id: id(), name, email: `${id()}@example.com` })))
      .returning();
  const agents = [...(await enter("Sam", [shared])), ...(await enter("Ines", [shared]))];
  const staff = agents.map(({ id, name }): Person => ({ userId: id, name, role: "agent" }));
  await db
    .insert(memberships)
    .values(staff.map(({ userId }) => ({ businessId: business.id, userId, role: "agent" as const })));

  const customers = [...(await enter("Maya", own)), ...(await enter("Leo", own))];
  const made = await db
    .insert(conversations)
    .values(
      customers.map(({ id: customerId }, n) => {
        const id = own[n % own.length]?.();
        return { id, businessId: business.id, customerId, members: 1 };
      }),
    )
    .returning();
  await db.insert(participants).values(
    made.map(({ id, customerId }) => ({
      conversationId: id,
      userId: customerId ?? "",
      role: "customer" as const,
    })),
  );
  const talks = customers.map(({ id: userId, name }): Talk => {
    const conversation = made.find(({ customerId }) => customerId === userId);
    const people: Person[] = [{ userId, name, role: "customer" }, ...staff];
    return { id: conversation?.id ?? "", people, isGroup: false };
  });
  const settings = seeds.map((_, n) => ({
    businessId: business.id,
    talks: [talks[n], talks[n + seeds.length]].flatMap((talk) => talk ?? []),
  }));
  return Promise.all(settings.map(withGroup));

  async function withGroup(setting: Setting, n: number): Promise<Setting> {
    const people = membersOf(setting.talks);
    const host = people[0]?.userId;
    const id = own[n]?.();
    const group = { id, businessId: setting.businessId, kind: "group" as const, members: 2, title: "" };
    const [made] = await db.insert(conversations).values(group).returning();
    const conversationId = made?.id ?? "";
    await db.insert(participants).values(
      people.slice(0, 2).map(({ userId, role }) => {
        const rank = userId === host ? ("host" as const) : ("member" as const);
        return { conversationId, userId, role, rank };
      }),
    );
    return { ...setting, talks: [...setting.talks, { id: conversationId, people, isGroup: true }] };
  }
}

/** The customers of some conversations, and the agents they share. */
function membersOf(talks: Talk[]): Person[] {
  const customers = talks.flatMap(({ people }) => people.slice(0, 1));
  return [...customers, ...(talks[0]?.people.slice(1) ?? [])];
}

export function settingIn(memory: Memory, seed: number): Setting {
  const newId = idsBefore(seed);
  const enter = (name: string, role: Person["role"]): Person => ({ userId: newId(), name, role });
  const businessId = newId();
  const staff = [enter("Sam", "agent"), enter("Ines", "agent")];
  const talks = ["Maya", "Leo"].map((name): Talk => {
    const talk = { id: newId(), people: [enter(name, "customer"), ...staff], isGroup: false };
    memory.add(talk.id, { business: businessId, participants: talk.people.slice(0, 1) });
    return talk;
  });
  const group = { id: newId(), people: membersOf(talks), isGroup: true };
  const members = group.people.slice(0, 2);
  memory.add(group.id, { business: businessId, participants: members, isGroup: true });
  return { businessId, talks: [...talks, group] };
}
