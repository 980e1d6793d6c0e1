import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import type { Present } from "@/lib/protocol/event";

type Seen = Pick<ConversationView, "self" | "present" | "lastSeenAt">;

/** Who of the other side is here: the business for a customer, the customer for a member. */
export function counterpartsHere({ self, present }: Seen): Present[] {
  return present.filter(({ userId, role }) => userId !== self.userId && isStaff(role) !== isStaff(self.role));
}

/** Members who have the conversation open beside the one who looks. */
export function colleaguesHere({ self, present }: Seen): Present[] {
  return present.filter(({ userId, role }) => userId !== self.userId && isStaff(role) && isStaff(self.role));
}

/** When somebody of the other side was last here, as far as is known. */
export function lastSeenOf({ lastSeenAt }: Seen, ids: string[], before: string | null): string | null {
  const moments = ids.flatMap((id) => lastSeenAt[id] ?? []);
  return [...moments, ...(before ? [before] : [])].toSorted().at(-1) ?? null;
}

/** `Sam`, `Sam and Ines`, `Sam, Ines and 2 others` */
export function namesOf(people: { name: string }[]): string {
  const names = people.map(({ name }) => name);
  if (names.length <= 2) return names.join(" and ");
  if (names.length === 3) return `${names[0]}, ${names[1]} and ${names[2]}`;
  return `${names[0]}, ${names[1]} and ${names.length - 2} others`;
}
