import { vi } from "vitest";
import { Chance } from "./chance";
import type { Driver } from "./driver";
import { moodOf } from "./faults";
import { idsFrom } from "./ids";
import { deeds, deedsOfGuests, writeLastWords } from "./people";
import type { Setting, Talk } from "./setting";
import { Stage, type Step, settled } from "./stage";
import { takeOver } from "./surroundings";
import type { Tab } from "./tab";
import { verdictOf } from "./verdict";

const STEPS_MIN = 40;
const STEPS_SPREAD = 120;
/** Every so many runs begin in the group, and are about who is in it. */
const GUESTS_EVERY = 3;
/** Every so many are about networks that do not let everything through. */
const POOR_EVERY = 5;
/** How often the next step is a delivery where there is one. */
const DELIVERS = 0.75;
const HAS_LAST_WORDS = 0.1;
/** Within this time after the last fault everybody must have converged. */
const CONVERGES_WITHIN_MS = 60_000;
const STARTS_AT_MS = Date.UTC(2026, 0, 1);

interface Playing {
  driver: Driver;
  setting: Setting;
  stepsMax?: number;
}

export interface Run {
  seed: number;
  steps: number;
  /** What is not as it should be. */
  broken: string[];
  trace: string[];
  convergedAfterMs: number;
}

/** Plays one run. The same seed plays the same run, down to its ids; `stepsMax` ends it early. */
export async function play(
  seed: number,
  { driver, setting, stepsMax = Number.POSITIVE_INFINITY }: Playing,
): Promise<Run> {
  driver.forget();
  const chance = new Chance(seed);
  const stage = new Stage(chance, driver, setting);
  const putBack = takeOver({
    chance: new Chance(-seed),
    ids: idsFrom(seed, () => Date.now()),
    startsAtMs: STARTS_AT_MS,
    complain: stage.complain,
  });
  try {
    const isOfGuests = seed % GUESTS_EVERY === 0;
    stage.areNetworksPoor = seed % POOR_EVERY === POOR_EVERY - 1;
    await open(stage, isOfGuests);
    const kinds = { deeds: isOfGuests ? deedsOfGuests : deeds, mood: moodOf(stage) };
    const steps = Math.min(STEPS_MIN + chance.below(STEPS_SPREAD), stepsMax);
    for (let n = 0; n < steps; n += 1) {
      const step = nextStep(stage, kinds);
      if (step) await stage.take(step);
    }
    if (chance.isTrue(HAS_LAST_WORDS)) await stage.take(writeLastWords(stage));
    stage.trace.push("-- no more faults");
    const overAtMs = Date.now();
    await calm(stage);
    const broken = await converge(stage, overAtMs + CONVERGES_WITHIN_MS);
    const convergedAfterMs = Date.now() - overAtMs;
    return { seed, steps, broken: [...stage.complaints, ...broken], trace: stage.trace, convergedAfterMs };
  } finally {
    stage.strike();
    await settled();
    putBack();
  }
}

async function open(stage: Stage, isOfGuests: boolean): Promise<void> {
  const [mayas, leos, group] = stage.setting.talks;
  const first = isOfGuests ? group : mayas;
  for (const [talk, who] of [
    [first, 0],
    [first, 1],
    [stage.chance.isTrue(0.5) ? mayas : leos, 2],
  ] as const) {
    const person = talk?.people[who];
    if (talk && person) await stage.openTab(talk, person);
  }
  await settled();
}

function nextStep(
  stage: Stage,
  { deeds, mood }: { deeds: typeof deedsOfGuests; mood: ReturnType<typeof moodOf> },
): Step | undefined {
  const { chance } = stage;
  if (chance.isTrue(DELIVERS)) {
    const delivery = stage.nextDelivery();
    if (delivery) return delivery;
  }
  return chance.weighed(chance.isTrue(0.5) ? deeds : mood)?.(stage);
}

/** What was broken and not noticed is noticed, and whoever left something to send comes back to send it. */
async function calm(stage: Stage): Promise<void> {
  stage.isCalm = true;
  const [, second] = stage.houses;
  if (second) stage.crash(second);
  for (const { wire } of stage.wires) if (wire.isCut) wire.roomNotices();
  for (const { asked } of stage.devices) for (const { perform } of asked.splice(0)) perform();
  for (const device of stage.forgottenDevices) await stage.comeBack(device);
  await stage.storeForsaken();
  // Of what they could not know rooms find out by what is written next.
  if (stage.wasStoredUnknown)
    for (const talk of stage.setting.talks) {
      const tab = await writerIn(stage, talk);
      if (tab) stage.write(tab, `good-bye ${talk.id}`);
    }
  await settled();
}

/** Somebody who has it open and is not refused; where there is none, the agent comes who never is. */
async function writerIn(stage: Stage, talk: Talk): Promise<Tab | undefined> {
  const tabs = stage.openTabs.filter(({ device }) => device.conversationId === talk.id);
  for (const tab of tabs) if (!tab.isJudged && (await stage.hasAccess(tab.device))) return tab;
  const agent = talk.people.find(({ role }) => role === "agent");
  return tabs.length > 0 && agent ? stage.openTab(talk, agent) : undefined;
}

/** Whoever was shown out of a group and added again opens it again. */
async function letBackIn(stage: Stage): Promise<void> {
  for (const tab of stage.openTabs)
    if (tab.view.connection === "refused" && (await stage.hasAccess(tab.device))) {
      tab.stop();
      await stage.comeBack(tab.device);
    }
}

/** Delivers all there is, lets time pass, and looks whether all is well; what is not in the end is broken. */
async function converge(stage: Stage, untilMs: number): Promise<string[]> {
  for (;;) {
    await stage.deliverAll();
    await letBackIn(stage);
    const isAtRest = stage.openTabs.every(
      ({ view, waiting }) =>
        view.connection === "refused" || (view.connection === "online" && !waiting.length),
    );
    const isLate = Date.now() > untilMs;
    if (isAtRest || isLate) {
      const broken = await verdictOf(stage);
      if (broken.length === 0 || isLate) return broken;
    }
    await stage.take({ name: "time goes on", happen: () => void vi.advanceTimersToNextTimer() });
  }
}
