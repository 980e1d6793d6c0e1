import { v7 as uuid } from "uuid";
import { vi } from "vitest";
import { CHANGES_MAX } from "@/lib/ledger";
import { Refusal } from "@/lib/refusal";
import type { Call } from "./calls";
import type { Chance } from "./chance";
import { House, SLEEPS_AFTER_MS } from "./house";
import { RUNGS, type Stage, type Step } from "./stage";

type Fault = (stage: Stage) => Step | undefined;

const faults: { weight: number; is: Fault }[] = [
  { weight: 6, is: cutALine },
  { weight: 1, is: crash },
  { weight: 4, is: sleep },
  { weight: 2, is: lull },
  { weight: 0.1, is: writeMuchElsewhere },
  { weight: 1, is: openSecondHouse },
  { weight: 1, is: endSecondHouse },
  { weight: 4, is: failBeforeItHappens },
  { weight: 4, is: loseAnAnswer },
  { weight: 3, is: answerBeforeItHappens },
  { weight: 2, is: failTheSite },
];
const time: { weight: number; is: Fault }[] = [
  { weight: 12, is: toTheNextTimer },
  { weight: 2, is: letPass(1_500) },
  { weight: 1, is: letPass(11_000) },
];

/** Which faults a run has, and how many: a run with few kinds of them gets further into each. */
export type Mood = { weight: number; is: Fault }[];

export function moodOf({ chance, areNetworksPoor }: Stage): Mood {
  const intensity = chance.pick([0, 0.5, 1, 3]) ?? 1;
  const chosen = faults.filter(() => chance.isTrue(0.5));
  const always = areNetworksPoor ? [...time, { weight: 2, is: changeNetwork }] : time;
  return [...always, ...chosen.map(({ weight, is }) => ({ weight: weight * intensity, is }))];
}

function toTheNextTimer(): Step {
  return { name: "time goes on to the next timer", happen: () => void vi.advanceTimersToNextTimer() };
}

function letPass(ms: number): Fault {
  return () => ({ name: `${ms} ms pass`, happen: async () => void (await vi.advanceTimersByTimeAsync(ms)) });
}

/** With what is under way in part lost, and noticed by both sides, by one, or for now by none. */
function cutALine({ chance, wires }: Stage): Step | undefined {
  const line = chance.pick(wires.filter(({ wire }) => !wire.isCut));
  if (!line) return undefined;
  const { wire, tab } = line;
  const happen = () => {
    wire.cut({
      toRoom: chance.below(wire.toRoom.length + 1),
      toClient: chance.below(wire.toClient.length + 1),
    });
    if (chance.isTrue(0.7)) wire.roomNotices();
    if (chance.isTrue(0.7)) wire.clientNotices();
  };
  return { name: `the line of ${tab.name} is cut`, happen };
}

/** Its lines break, and what comes through from now on may be more or less. */
function changeNetwork({ chance, openTabs, wires }: Stage): Step | undefined {
  const tab = chance.pick(openTabs);
  if (!tab) return undefined;
  const happen = () => {
    tab.lets = chance.pick(RUNGS) ?? 0;
    for (const { wire } of wires.filter((line) => line.tab === tab && !line.wire.isCut)) {
      wire.cut({ toRoom: 0, toClient: 0 });
      if (chance.isTrue(0.7)) wire.roomNotices();
      if (chance.isTrue(0.7)) wire.clientNotices();
    }
  };
  return { name: `${tab.name} is in another network`, happen };
}

function crash(stage: Stage): Step {
  return { name: "the rooms crash", happen: () => stage.crash(stage.house) };
}

function sleep({ houses }: Stage): Step | undefined {
  const quiet = houses.find(({ isQuiet }) => isQuiet);
  return quiet && { name: "the rooms sleep", happen: () => quiet.sleep() };
}

/** All is told, and then nothing comes for so long that the rooms sleep. */
function lull(stage: Stage): Step {
  const happen = async () => {
    await stage.deliverAll();
    await vi.advanceTimersByTimeAsync(SLEEPS_AFTER_MS);
    for (const house of stage.houses) if (house.isQuiet) house.sleep();
  };
  return { name: "nothing happens for a while, and the rooms sleep", happen };
}

/** More than can be told one by one, by other rooms of the same conversation. */
function writeMuchElsewhere(stage: Stage): Step | undefined {
  const talk = stage.chance.pick(stage.setting.talks);
  const person = stage.chance.pick(talk?.people.slice(0, 1) ?? []);
  if (!talk || !person || stage.hasMuch) return undefined;
  stage.hasMuch = true;
  stage.wasStoredUnknown = true;
  const batch = Array.from({ length: CHANGES_MAX + 1 }, (_, n) => ({
    conversationId: talk.id,
    entry: { op: "message", id: uuid(), ...person, body: `elsewhere ${n}` } as const,
  }));
  const happen = async () => void (await stage.driver.books.append(batch));
  return { name: `much is written elsewhere in ${person.name}'s conversation`, happen };
}

function openSecondHouse(stage: Stage): Step | undefined {
  if (stage.houses.length > 1) return undefined;
  const happen = () => {
    stage.houses.push(new House(stage.driver, stage.complain));
    stage.wasStoredUnknown = true;
  };
  return { name: "there are rooms twice", happen };
}

function endSecondHouse(stage: Stage): Step | undefined {
  const [, second] = stage.houses;
  return second && { name: "the second rooms end", happen: () => stage.crash(second) };
}

function callOf({ chance, houses }: Stage, is: (call: Call) => boolean) {
  const calls = houses.flatMap((house) =>
    house.calls.open.flatMap((call) => (is(call) ? [{ house, call }] : [])),
  );
  return chance.pick(calls);
}

function failBeforeItHappens(stage: Stage): Step | undefined {
  const found = callOf(stage, (call) => !call.hasHappened && !call.isForsaken);
  if (!found) return undefined;
  const { house, call } = found;
  const happen = () => {
    house.calls.remove(call);
    call.forsake(failureOf(stage.chance));
  };
  return { name: `the database fails before ${call.name}`, happen };
}

function loseAnAnswer(stage: Stage): Step | undefined {
  const found = callOf(stage, (call) => call.hasHappened && !call.isForsaken);
  if (!found) return undefined;
  const { house, call } = found;
  const happen = () => {
    house.calls.remove(call);
    call.forsake(new Error("Connection terminated unexpectedly"));
  };
  return { name: `the answer to ${call.name} is lost`, happen };
}

/** Given up as too late, and still on its way: it will happen, with nobody there to hear of it. */
function answerBeforeItHappens(stage: Stage): Step | undefined {
  const found = callOf(stage, (call) => !call.hasHappened && !call.isForsaken);
  if (!found) return undefined;
  const { call } = found;
  return {
    name: `${call.name} is given up, though it will happen`,
    happen: () => call.forsake(new Error("Query read timeout")),
  };
}

function failTheSite({ chance, site }: Stage): Step | undefined {
  const call = chance.pick(site.open);
  if (!call) return undefined;
  const happen = () => {
    site.remove(call);
    call.forsake(new Refusal("unavailable"));
  };
  return { name: `the site fails with ${call.name}`, happen };
}

/** A broken line, a database that ends, and what Postgres says of two statements in each other's way. */
function failureOf(chance: Chance): Error {
  const code = chance.pick([undefined, "57P01", "23505", "40001", "40P01", "53300"]);
  return Object.assign(new Error("the database failed"), code && { code });
}
