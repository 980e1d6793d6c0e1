import type { ClosingState } from "./closing-states";
import type { WorkStatus, WorkWish } from "./work";

/** What a notice among the notes tells of work; of a customer who came back only that. */
export type WorkTold =
  | { event: "work"; was: WorkWish; now: WorkWish; names: Record<string, string> }
  | { event: "woken" };

/** What happened in a conversation after the read marks of one of its agents, as it is kept. */
export interface Happened {
  said: { name: string; count: number }[];
  /** Whether there is more than was counted. */
  hasMore: boolean;
  /** In their order. */
  notices: WorkTold[];
  status: WorkStatus;
  /** Promises that are owed, whenever they were made. */
  promises: { text: string; dueAt: string }[];
  /** How the last proposal to be done stands, where it was made since. */
  closing: ClosingState | null;
}

interface Turned<Value> {
  /** `undefined` where it is not known. */
  was: Value | undefined;
  now: Value;
}

/** What of that is different now from what the agent saw last. */
export interface Since extends Pick<Happened, "said" | "hasMore" | "promises" | "closing"> {
  status: Turned<WorkStatus> | null;
  /** Names; nobody's is null. */
  assignee: Turned<string | null> | null;
  priority: Turned<number> | null;
  tagged: string[];
  untagged: string[];
}

/** What went one way and back again is no news. */
export function sinceOf({ notices, status, ...happened }: Happened): Since {
  const { said, hasMore, promises, closing } = happened;
  const names = Object.assign({}, ...notices.map((told) => (told.event === "work" ? told.names : {})));
  const called = (id: string | null) => id && (names[id] ?? "");
  const assignee = turnOf(notices, "assigneeId");
  const tags = tagTurnsOf(notices);
  return {
    ...{ said, hasMore, promises, closing },
    status: statusTurnOf(notices, status),
    assignee: assignee && { was: called(assignee.was ?? null), now: called(assignee.now) },
    priority: turnOf(notices, "priority"),
    tagged: tags.flatMap(([id, on]) => (on ? [names[id] ?? ""] : [])),
    untagged: tags.flatMap(([id, on]) => (on ? [] : [names[id] ?? ""])),
  };
}

/** Whether it says more than that somebody wrote a little, which is right below. */
export function isWorthTelling({ said, promises, closing, ...since }: Since): boolean {
  const count = said.reduce((sum, each) => sum + each.count, 0);
  const turned = [since.status, since.assignee, since.priority, closing, ...since.tagged, ...since.untagged];
  return said.length > 1 || count > 2 || promises.length > 0 || turned.some((each) => each !== null);
}

/** It is known how it stands: not everything that changes it is told among the notes. */
function statusTurnOf(notices: WorkTold[], now: WorkStatus): Turned<WorkStatus> | null {
  const first = notices.find((told) => told.event === "woken" || told.now.status !== undefined);
  if (!first) return null;
  const was = first.event === "work" ? first.was.status : undefined;
  return was === now ? null : { was, now };
}

function turnOf<Key extends "assigneeId" | "priority">(
  notices: WorkTold[],
  key: Key,
): Turned<NonNullable<WorkWish[Key]> | Extract<WorkWish[Key], null>> | null {
  type Value = NonNullable<WorkWish[Key]> | Extract<WorkWish[Key], null>;
  const told = notices.flatMap((each) =>
    each.event === "work" && each.now[key] !== undefined ? [each] : [],
  );
  const [was, now] = [told[0]?.was[key], told.at(-1)?.now[key]];
  return now === undefined || was === now ? null : { was: was as Value, now: now as Value };
}

/** Tags that are on now and were not, and those that were and are not. */
function tagTurnsOf(notices: WorkTold[]): [string, boolean][] {
  const wasOn = new Map<string, boolean>();
  const isOn = new Map<string, boolean>();
  for (const told of notices) {
    const tag = told.event === "work" ? told.now.tag : undefined;
    if (!tag) continue;
    if (!wasOn.has(tag.id)) wasOn.set(tag.id, !tag.on);
    isOn.set(tag.id, tag.on);
  }
  return [...isOn].filter(([id, on]) => wasOn.get(id) !== on);
}
