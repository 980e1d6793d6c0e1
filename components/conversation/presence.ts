import type { ConversationView } from "@/lib/client/conversation-client";
import { directionOf, type Locale } from "@/lib/locale";
import { isStaff } from "@/lib/permissions";
import type { Present } from "@/lib/protocol/event";

type Seen = Pick<ConversationView, "self" | "present" | "lastSeenAt">;

/** Who of the other side has the conversation open: the business for a customer, the customer for a member. */
export function counterpartsHere({ self, present }: Pick<Seen, "self" | "present">): Present[] {
  return present.filter(({ userId, role }) => userId !== self.userId && isStaff(role) !== isStaff(self.role));
}

/** Who of the other side is on the site, here or elsewhere; those who are away only where nobody else is there. */
export function counterpartsAround({
  self,
  present,
  around,
}: Pick<ConversationView, "self" | "present" | "around">): Present[] {
  const people = new Map<string, Present>();
  for (const each of counterpartsHere({ self, present: [...present, ...around.people] }))
    if (people.get(each.userId)?.status !== "online") people.set(each.userId, each);
  const online = [...people.values()].filter(({ status }) => status === "online");
  return online.length > 0 ? online : [...people.values()];
}

/** Members who have the conversation open beside the one who looks. */
export function colleaguesHere({ self, present }: Seen): Present[] {
  return present.filter(({ userId, role }) => userId !== self.userId && isStaff(role) && isStaff(self.role));
}

/** When somebody of the other side was last here, as far as is known; `before` is what was known earlier. */
export function lastSeenOf(
  { lastSeenAt }: Pick<Seen, "lastSeenAt">,
  ids: string[],
  before: (string | null)[],
): string | null {
  const moments = [...ids.map((id) => lastSeenAt[id]), ...before];
  return (
    moments
      .flatMap((at) => at ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

const NAMES_MAX = 3;

/** `Sam`, `Sam and Ines`, `Sam, Ines, and 2 others`; `others` says how many more there are. */
export function namesOf(
  people: { name: string }[],
  { locale, others }: { locale: Locale; others: (count: number) => string },
): string {
  const names = people.map(({ name }) => isolated(name, locale));
  const shown = names.length <= NAMES_MAX ? names : names.slice(0, NAMES_MAX - 1);
  const more = names.length - shown.length;
  return listFormatOf(locale).format(more > 0 ? [...shown, others(more)] : shown);
}

const listFormats = new Map<Locale, Intl.ListFormat>();

function listFormatOf(locale: Locale): Intl.ListFormat {
  const format = listFormats.get(locale) ?? new Intl.ListFormat(locale);
  listFormats.set(locale, format);
  return format;
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A name inside a sentence that runs the other way would turn what stands beside it around. */
export function isolated(name: string, locale: Locale): string {
  const isMixed = RIGHT_TO_LEFT.test(name) !== (directionOf(locale) === "rtl");
  return isMixed ? `\u2068${name}\u2069` : name;
}

/** Those of these ids whose names are known: a member may have read without taking part, and be gone. */
export function peopleOf(
  userIds: string[],
  { participants, present }: Record<"participants" | "present", { userId: string; name: string }[]>,
): { name: string }[] {
  return userIds.flatMap(
    (userId) => [...participants, ...present].find((person) => person.userId === userId) ?? [],
  );
}
