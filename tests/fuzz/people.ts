import { v7 as uuid } from "uuid";
import type { ChangeCommand } from "@/lib/protocol/command";
import type { Person } from "../support/cast";
import { moveSomebody, showOut } from "./group";
import { post } from "./post";
import { type Stage, type Step, settled, type Text } from "./stage";
import type { Tab } from "./tab";

const TABS_MAX = 6;
/** Past every message; what is stored is the last. */
const SEQ_HIGH = 1_000_000;
const BODY_TOO_LONG = 16_001;
const BODY_ABRIDGED = 2_500;

type Deed = (stage: Stage) => Step | undefined;

/** What people and programs do, and how often. */
export const deeds: { weight: number; is: Deed }[] = [
  { weight: 6, is: write },
  { weight: 3, is: writeSeveral },
  { weight: 6, is: change },
  { weight: 8, is: writeInThread },
  { weight: 5, is: readThread },
  { weight: 3, is: moveSomebody },
  { weight: 2, is: read },
  { weight: 1, is: type },
  { weight: 1, is: retry },
  { weight: 1, is: discard },
  { weight: 1, is: join },
  { weight: 2, is: sendByTheOtherRoad },
  { weight: 2, is: sendAsAProgram },
  { weight: 1, is: takeATakenId },
  { weight: 2, is: openAnotherTab },
  { weight: 2, is: reopen },
  { weight: 1, is: close },
  { weight: 2, is: kill },
];

/** The same where it is all about who is in the group. */
export const deedsOfGuests: typeof deeds = [
  ...deeds,
  { weight: 10, is: showOut },
  { weight: 10, is: moveSomebody },
];

function write(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  return tab && { name: `${tab.name} writes`, happen: () => stage.write(tab, bodyOf(stage)) };
}

function writeSeveral(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  const happen = () => {
    for (let n = 0; n < 3; n += 1) if (tab) stage.write(tab, bodyOf(stage));
  };
  return tab && { name: `${tab.name} writes three`, happen };
}

function bodyOf({ chance, texts }: Stage): string {
  const body = `text ${texts.size + 1}`;
  const kind = chance.fraction();
  if (kind < 0.04) return body.padEnd(BODY_TOO_LONG, ".");
  return kind < 0.08 ? body.padEnd(BODY_ABRIDGED, ".") : body;
}

function read(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  const newest = tab?.view.messages.at(-1)?.seq ?? 0;
  if (!tab || newest === 0) return undefined;
  const seq = 1 + stage.chance.below(newest);
  return { name: `${tab.name} reads as far as ${seq}`, happen: () => tab.client.see(seq) };
}

function type(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  return tab && { name: `${tab.name} types`, happen: () => tab.client.setTyping(stage.chance.isTrue(0.5)) };
}

function threadFor({ chance, openTabs }: Stage) {
  const tab = chance.pick(openTabs.filter(({ view }) => view.threads.length > 0));
  const thread = chance.pick(tab?.view.threads ?? []);
  return tab && thread && { tab, thread };
}

/** Where there is none yet, in the conversation itself. */
function writeInThread(stage: Stage): Step | undefined {
  const found = threadFor(stage);
  if (!found) return write(stage);
  const { tab, thread } = found;
  return {
    name: `${tab.name} writes in a thread`,
    happen: () => stage.write(tab, bodyOf(stage), thread.id),
  };
}

function readThread(stage: Stage): Step | undefined {
  const found = threadFor(stage);
  if (!found || found.thread.replies === 0) return read(stage);
  const { tab, thread } = found;
  const far = 1 + stage.chance.below(thread.replies);
  return {
    name: `${tab.name} reads a thread as far as ${far}`,
    happen: () => tab.client.seeThread(thread.id, far),
  };
}

/** Edits, deletes, takes back, reacts to or opens a thread on something, whether this person may or not. */
function change(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  const message = stage.chance.pick(tab?.view.messages ?? []);
  if (!tab || !message) return undefined;
  const { id } = message;
  const what =
    stage.chance.pick(["edit", "delete", "restore", "react", "thread", "thread"] as const) ?? "react";
  const emoji = stage.chance.isTrue(0.5) ? "👍" : "🎉";
  const commands = {
    edit: (): ChangeCommand => ({ type: "message:edit", id, body: stage.edit(id) }),
    delete: (): ChangeCommand => {
      stage.everDeleted.add(id);
      return { type: "message:delete", id };
    },
    restore: (): ChangeCommand => ({ type: "message:restore", id }),
    thread: (): ChangeCommand => ({ type: "thread:create", id, messageId: id }),
    react: (): ChangeCommand => ({ type: "message:react", id, emoji, on: stage.chance.isTrue(0.7) }),
  };
  return { name: `${tab.name}: ${what} ${message.seq}`, happen: () => tab.client.change(commands[what]()) };
}

function refusedOf(stage: Stage): { tab: Tab; id: string } | undefined {
  const refused = stage.openTabs.flatMap((tab) =>
    [...tab.view.unsent, ...tab.view.changes].flatMap(({ id, refused }) => (refused ? [{ tab, id }] : [])),
  );
  return stage.chance.pick(refused);
}

function retry(stage: Stage): Step | undefined {
  const found = refusedOf(stage);
  return found && { name: `${found.tab.name} tries again`, happen: () => found.tab.client.retry(found.id) };
}

function discard(stage: Stage): Step | undefined {
  const found = refusedOf(stage);
  if (!found) return undefined;
  const happen = () => {
    found.tab.client.discard(found.id);
    const text = stage.texts.get(found.id);
    if (text) text.isDiscarded = true;
  };
  return { name: `${found.tab.name} discards`, happen };
}

function join(stage: Stage): Step | undefined {
  const talk = stage.chance.pick(stage.setting.talks);
  const agent = stage.chance.pick(talk?.people.filter(({ role }) => role === "agent") ?? []);
  if (!talk || !agent) return undefined;
  return {
    name: `${agent.name} joins`,
    happen: async () => void (await post(stage, agent, talk.id, { type: "join" })),
  };
}

/** Two roads at once: what a tab has not heard of yet comes over HTTP, too. */
function sendByTheOtherRoad(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs.filter(({ waiting }) => waiting.length > 0));
  const text = tab && stage.chance.pick(tab.waiting);
  const written = text && stage.texts.get(text.id);
  if (!tab || !written) return undefined;
  const happen = () => {
    // A program does not say what it has seen.
    stage.judged(written.id, Number.POSITIVE_INFINITY);
    // It may well overtake what was written before it.
    if (written.tab) written.tab.ownPace = written.tab.ownPace.filter((id) => id !== written.id);
    return send(stage, tab.device.person, written);
  };
  return { name: `${tab.name}'s ${written.body.slice(0, 10)} comes over HTTP`, happen };
}

/** A program writes, or repeats what it wrote before. */
function sendAsAProgram(stage: Stage): Step | undefined {
  const talk = stage.chance.pick(stage.setting.talks);
  const person = stage.chance.pick(talk?.people ?? []);
  if (!talk || !person) return undefined;
  const earlier = [...stage.texts.values()].filter(
    (text) => !text.tab && text.userId === person.userId && text.conversationId === talk.id,
  );
  const repeated = stage.chance.isTrue(0.5) ? stage.chance.pick(earlier) : undefined;
  return {
    name: `a program of ${person.name} ${repeated ? "repeats" : "writes"}`,
    happen: () => send(stage, person, repeated ?? textOf(stage, person, talk.id)),
  };
}

function textOf(stage: Stage, { userId }: Person, conversationId: string): Text {
  const text = { id: uuid(), body: bodyOf(stage), userId, conversationId, isDiscarded: false, statuses: [] };
  stage.texts.set(text.id, text);
  return text;
}

/** Somebody else uses an id that is, or may come to be, somebody's. */
function takeATakenId(stage: Stage): Step | undefined {
  const text = stage.chance.pick([...stage.texts.values()]);
  const talk = stage.chance.pick(stage.setting.talks);
  const other = talk?.people.find(({ userId }) => userId !== text?.userId);
  if (!text || !talk || !other || !stage.shownFirst.has(text.id)) return undefined;
  const command = { type: "message:send", id: text.id, body: "mine now" };
  return {
    name: `${other.name} uses a taken id`,
    happen: async () => void (await post(stage, other, talk.id, command)),
  };
}

async function send(stage: Stage, person: Person, text: Text): Promise<void> {
  const { id, body, conversationId } = text;
  const { answered } = await post(stage, person, conversationId, { type: "message:send", id, body });
  void answered.then((status) => text.statuses.push(status));
}

/** A program writes or has read, it is stored, and the answer is lost: nobody is left who would ask again. */
export function writeLastWords(stage: Stage): Step {
  const [talk] = stage.setting.talks;
  const [person] = talk?.people ?? [];
  const happen = async () => {
    if (!talk || !person) return;
    const readsAll = { type: "receipt", read: SEQ_HIGH };
    if (stage.chance.isTrue(0.5)) await send(stage, person, textOf(stage, person, talk.id));
    else await post(stage, person, talk.id, readsAll);
    for (let call = stage.nextCall(); call; call = stage.nextCall()) {
      await call.happen();
      stage.house.calls.remove(call);
      if (call.name === "append") call.forsake(new Error("Connection terminated unexpectedly"));
      else call.answer();
      await settled();
    }
  };
  return { name: "a program writes, and all answers to it are lost", happen };
}

function openAnotherTab(stage: Stage): Step | undefined {
  const talk = stage.chance.pick(stage.setting.talks);
  const person = stage.chance.pick(talk?.people ?? []);
  if (!talk || !person || stage.openTabs.length >= TABS_MAX) return undefined;
  const devices = stage.devices.filter(
    (device) => device.person === person && device.conversationId === talk.id,
  );
  const device = stage.chance.isTrue(0.7) ? stage.chance.pick(devices) : undefined;
  return {
    name: `${person.name} opens another tab`,
    happen: async () => void (await stage.openTab(talk, person, device)),
  };
}

/** A device with something left to send, and no tab to send it. */
function reopen(stage: Stage): Step | undefined {
  const device = stage.chance.pick(stage.forgottenDevices);
  return device && { name: `${device.person.name} comes back`, happen: () => stage.comeBack(device) };
}

function close(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  return tab && { name: `${tab.name} is closed`, happen: () => tab.stop() };
}

function kill(stage: Stage): Step | undefined {
  const tab = stage.chance.pick(stage.openTabs);
  return tab && { name: `${tab.name} is killed`, happen: () => stage.kill(tab) };
}
