import type { Participant } from "./protocol/event";
import type { Reaction } from "./protocol/message";

type Reacting = { emoji: string; on: boolean } & Pick<Participant, "userId" | "name">;

/** The reactions to a message once somebody has put one there or taken it away; the same list where nothing changes. */
export function reacted(reactions: Reaction[], { emoji, on, userId, name }: Reacting): Reaction[] {
  const people = reactions.find((each) => each.emoji === emoji)?.people ?? [];
  const isOn = people.some((each) => each.userId === userId);
  if (isOn === on) return reactions;
  const others = people.filter((each) => each.userId !== userId);
  const after = on ? [...others, { userId, name }] : others;
  return inOrder([...reactions.filter((each) => each.emoji !== emoji), { emoji, people: after }]);
}

/** Everywhere the same whatever came first, and none that nobody has given. */
export function inOrder(reactions: Reaction[]): Reaction[] {
  return reactions
    .filter(({ people }) => people.length > 0)
    .map(({ emoji, people }) => ({
      emoji,
      people: people.toSorted((a, b) => (a.userId < b.userId ? -1 : 1)),
    }))
    .toSorted((one, other) => (one.emoji < other.emoji ? -1 : 1));
}
