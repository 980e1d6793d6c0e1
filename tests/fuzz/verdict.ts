import { isDeepStrictEqual } from "node:util";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Snapshot } from "@/lib/ledger";
import type { Receipt } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import type { Talk } from "./setting";
import type { Stage, Text } from "./stage";
import type { Tab } from "./tab";

/** What the database has of one conversation. */
interface Truth extends Snapshot {
  talk: Talk;
  rows: Message[];
  head: HistoryHead;
}

/** What is not as it should be, now that faults are over and all is told; empty when every promise was kept. */
export async function verdictOf(stage: Stage): Promise<string[]> {
  const truths = await Promise.all(stage.setting.talks.map((talk) => truthOf(stage, talk)));
  return [
    ...truths.flatMap((truth) => numbersOf(truth)),
    ...truths.flatMap((truth) => joinedFirst(truth)),
    ...truths.flatMap((truth) => threadsOf(truth)),
    ...[...stage.texts.values()].flatMap((text) => fateOf(stage, text, truths)),
    ...truths.flatMap((truth) => twiceOf(truth)),
    ...truths.flatMap((truth) => staleOf(stage, truth)),
    ...stage.tabs.flatMap((tab) => disorderOf(tab, truths)),
    ...dreamsOf(stage, truths),
    ...stage.openTabs.flatMap((tab) => {
      const truth = truths.find(({ talk }) => talk.id === tab.device.conversationId);
      if (!truth) return [];
      return isOut(truth, tab) ? outsideOf(tab, truth) : differencesOf(stage, tab, truth);
    }),
  ];
}

async function truthOf({ driver: { books }, setting }: Stage, talk: Talk): Promise<Truth> {
  return {
    talk,
    ...(await books.snapshot(talk.id)),
    rows: await books.rows(talk.id),
    head: await books.head({ ...setting, readerId: talk.people[0]?.userId ?? "" }, talk.id),
  };
}

function numbersOf({ rows, rev, seq, head }: Truth): string[] {
  const isDense = (numbers: number[]) => numbers.every((number, n) => number === n + 1);
  const isFresh =
    head.rev === rev &&
    head.seq === seq &&
    isDeepStrictEqual(head.messages, rows.slice(-head.messages.length));
  return [
    ...(isDense(rows.map((row) => row.seq)) && seq === rows.length ? [] : ["seq is not 1..n"]),
    ...(areVersions(rows, rev) ? [] : ["versions are not of the conversation"]),
    ...(isFresh || rows.length === 0 ? [] : ["a fresh load is not what is stored"]),
  ];
}

/** Every message has a version of its own, and the newest is the conversation's. */
function areVersions(rows: Message[], rev: number): boolean {
  const revs = rows.map((row) => row.rev);
  return new Set(revs).size === revs.length && Math.max(0, ...revs) === rev;
}

/** Whoever of the business answers has joined before, once. */
function joinedFirst({ rows, talk }: Truth): string[] {
  return talk.people
    .filter(({ role }) => role !== "customer")
    .flatMap(({ userId, name }) => {
      const own = rows.filter(
        ({ senderId, metadata }) => metadata.userId === userId || (senderId === userId && !metadata.event),
      );
      const moves = own.flatMap(({ metadata: { event } }) => event ?? []);
      const isIn = (event: unknown) => event === "joined" || event === "added";
      return [
        ...(moves.some((event, n) => isIn(event) && isIn(moves[n - 1])) ? [`${name} joined twice`] : []),
        // Of a group they may leave while something of theirs is on its way.
        ...(own[0] && own[0].kind !== "system" ? [`${name} answered without joining`] : []),
      ];
    });
}

/** The places of a thread's messages are 1..n, and the thread knows how many they are. */
function threadsOf({ rows, head }: Truth): string[] {
  return head.threads.flatMap(({ id, messageId, replies }) => {
    const places = rows.filter(({ threadId }) => threadId === id).map(({ threadSeq }) => threadSeq);
    const isDense = places.every((place, n) => place === n + 1) && places.length === replies;
    const root = rows.find((row) => row.id === messageId);
    return [
      ...(isDense ? [] : ["the places of a thread are not 1..n"]),
      ...(root?.metadata.thread && root.threadId === null ? [] : ["a thread grows from nothing"]),
    ];
  });
}

/** A customer of a group who is not in it any more. */
function isOut({ participants, talk }: Truth, { device: { person } }: Tab): boolean {
  const isIn = participants.some(({ userId }) => userId === person.userId);
  return talk.isGroup && person.role === "customer" && !isIn;
}

/** Whoever was shown out hears no more after that, and knows it. */
function outsideOf({ name, view, device, head }: Tab, { rows }: Truth): string[] {
  const out = rows.findLast(({ metadata: { event, userId } }) => {
    return userId === device.person.userId && (event === "removed" || event === "left");
  });
  const last = Math.max(head.rev, out?.rev ?? 0);
  return [
    ...(view.connection === "refused" ? [] : [`${name} is out, and ${view.connection}`]),
    ...(view.rev <= last ? [] : [`${name} heard ${view.rev}, and was out since ${last}`]),
  ];
}

/** Every text is stored once and whole, or its writer can see that it was refused. */
function fateOf(
  stage: Stage,
  { id, body, userId, conversationId, ...text }: Text,
  truths: Truth[],
): string[] {
  const what = body.slice(0, 10);
  const stored = truths.flatMap(({ rows }) => rows).find((row) => row.id === id);
  if (stored) {
    const words = [body, ...(stage.edits.get(id) ?? [])];
    const isWhole =
      stored.deletedAt !== null ||
      words.some((each) => (stored.hasMore ? each.startsWith(stored.body) : stored.body === each));
    const isOwn = stored.senderId === userId && stored.conversationId === conversationId;
    return isWhole && isOwn ? [] : [`${what} is not stored as it was written`];
  }
  if (text.statuses.some((status) => status === 200 || status === 201))
    return [`${what} was acknowledged and is not stored`];
  if (!text.tab || text.isDiscarded || stage.vanished.has(id)) return [];
  const tabs = stage.openTabs.filter(({ device }) => device === text.tab?.device);
  const shown = tabs.map(({ view }) => view.unsent.find((each) => each.id === id));
  const truth = truths.find(({ talk }) => talk.id === conversationId);
  const isHeld = truth !== undefined && isOut(truth, text.tab);
  if (text.tab.device.texts.has(id) && shown.every((each) => each?.refused || (each && isHeld))) return [];
  return [`${what} is neither stored nor refused`];
}

function twiceOf({ rows }: Truth): string[] {
  const bodies = rows.filter(({ kind, deletedAt }) => kind === "text" && !deletedAt).map(({ body }) => body);
  return bodies
    .filter((body, n) => bodies.indexOf(body) !== n)
    .map((body) => `stored twice: ${body.slice(0, 10)}`);
}

/** What is judged by what its writer had seen stands below nothing that somebody else said since. */
function staleOf({ bases, everDeleted }: Stage, { rows }: Truth): string[] {
  return rows.flatMap(({ id, seq, senderId, threadId }) => {
    const basedOnSeq = bases.get(id);
    if (basedOnSeq === undefined) return [];
    const unseen = rows.filter(
      (row) =>
        row.seq > basedOnSeq &&
        row.seq < seq &&
        row.kind !== "system" &&
        row.senderId !== senderId &&
        !everDeleted.has(row.id) &&
        (!threadId || row.threadId === threadId),
    );
    return unseen.map((row) => `${seq} is based on ${basedOnSeq}, and stands below ${row.seq}`);
  });
}

/** What one tab wrote is stored in the order of writing, but for what was refused and tried again. */
function disorderOf(tab: Tab, truths: Truth[]): string[] {
  const rows = truths.flatMap((truth) => truth.rows);
  const places = tab.ownPace.flatMap((id) => rows.find((row) => row.id === id)?.seq ?? []);
  const isOrdered = places.every((seq, n) => seq > (places[n - 1] ?? 0));
  return isOrdered ? [] : [`what ${tab.name} wrote is stored in another order: ${places.join()}`];
}

/** Whatever anybody was ever shown is stored, and was shown as it is, or as it was before it changed. */
function dreamsOf({ shownFirst }: Stage, truths: Truth[]): string[] {
  const rows = new Map(truths.flatMap((truth) => truth.rows).map((row) => [row.id, row]));
  return [...shownFirst.values()]
    .filter(({ message }) => {
      const row = rows.get(message.id);
      return row?.rev === message.rev ? !isDeepStrictEqual(row, message) : !isSame(row, message);
    })
    .map(({ tab, message }) => `${tab.name} was shown ${message.seq}, which is not what is stored`);
}

function isSame(row: Message | undefined, { seq, senderId, rev }: Message): boolean {
  return row?.seq === seq && row.senderId === senderId && row.rev > rev;
}

function differencesOf(stage: Stage, { name, view, device, waiting }: Tab, truth: Truth): string[] {
  const { rows, rev, title, participants, receipts, head } = truth;
  const first = view.messages[0]?.seq ?? 1;
  const isWhole = isDeepStrictEqual(view.messages, rows.slice(first - 1)) && view.hasOlder === first > 1;
  // Nobody is told of who only calls in from time to time.
  const here = stage.openTabs
    .filter((each) => each.device.conversationId === device.conversationId && !isOut(truth, each))
    .filter(({ lets }) => lets !== 2)
    .map((each) => each.device.person.userId);
  const present = view.present.map(({ userId }) => userId);
  return [
    ...(view.connection === "online" ? [] : [`is ${view.connection}`]),
    ...(view.rev === rev ? [] : [`is at ${view.rev} of ${rev}`]),
    ...(isWhole ? [] : ["shows other messages"]),
    ...(waiting.length === 0 ? [] : [`still waits for ${waiting.length}`]),
    ...(isDeepStrictEqual(byPerson(view.participants), byPerson(participants)) ? [] : ["shows others"]),
    ...(view.title === title ? [] : [`is called ${view.title} and not ${title}`]),
    ...(isDeepStrictEqual(byId(view.threads), byId(head.threads)) ? [] : ["shows other threads"]),
    ...(hasReadAsMuch(stage, view, truth) ? [] : ["has read threads differently"]),
    ...(areTold(stage, view.receipts, receipts) ? [] : ["shows other receipts"]),
    ...(isDeepStrictEqual([...new Set(present)].sort(), [...new Set(here)].sort())
      ? []
      : [`shows ${view.present.map((each) => each.name)} present`]),
    ...[...device.texts.values()]
      .filter(({ id }) => ![...view.unsent, ...view.changes].some((each) => each.id === id))
      .map(
        (waiting) =>
          `keeps ${"body" in waiting ? waiting.body.slice(0, 10) : "a change"} and does not show it`,
      ),
  ].map((what) => `${name} ${what}`);
}

/** Watermarks have no version by which rooms could tell that they missed one; then they may be behind, never ahead. */
function areTold({ wasStoredUnknown }: Stage, shown: Receipt[], stored: Receipt[]): boolean {
  if (!wasStoredUnknown) return isDeepStrictEqual(byPerson(shown), byPerson(stored));
  return shown.every((each) => {
    const own = stored.find(({ userId }) => userId === each.userId);
    return own !== undefined && own.delivered >= each.delivered && own.read >= each.read;
  });
}

/** As with watermarks: what was stored unknown to the rooms may be missing, never more. */
function hasReadAsMuch(
  { wasStoredUnknown }: Stage,
  { self, threadReads }: ConversationView,
  truth: Truth,
): boolean {
  const stored = truth.threadReads.filter(({ userId }) => userId === self.userId);
  const isBehind = stored.some(({ threadId, read }) => {
    const shown = threadReads.find((each) => each.threadId === threadId)?.read ?? 0;
    return wasStoredUnknown ? shown > read : shown !== read;
  });
  return !isBehind && threadReads.length <= stored.length;
}

function byId<Each extends { id: string }>(list: Each[]): Each[] {
  return list.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function byPerson<Each extends { userId: string }>(list: Each[]): Each[] {
  return list.toSorted((one, other) => (one.userId < other.userId ? -1 : 1));
}
