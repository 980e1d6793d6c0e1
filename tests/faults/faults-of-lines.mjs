import { setTimeout as wait } from "node:timers/promises";
import { someOf } from "./scene.mjs";
import { soon } from "./until.mjs";
import { Visitor } from "./visitor.mjs";

/** One message more than this, and who was away is told to load anew. */
const CHANGES_MAX = 500;
const AT_ONCE = 16;
/** F13: how soon a client finds that its line is dead. */
const FOUND_WITHIN_MS = 30_000;

const away = (forMs) => async (scene) => {
  const absent = someOf(scene);
  for (const { link } of absent) link.goDown();
  await wait(forMs(scene));
  for (const { link } of absent) link.repair();
};

/** Lines that are cut, silent, slow or deaf. */
export const faultsOfLines = {
  "F11 sockets cut": {
    async strike(scene) {
      for (const { tab } of someOf(scene)) tab.cut();
      for (const { link } of someOf(scene)) link.cut();
    },
  },
  "F11 everyone cut": {
    async strike({ seats }) {
      for (const { link } of seats) link.cut();
    },
  },
  "F11 away for 5 s": {
    strike: away(({ isLong, random }) => (isLong ? 5_000 : random.between(500, 3_000))),
  },
  "F11 away for 2 min": { isMixed: false, strike: away(() => 120_000) },
  "F11 away for a day": { strike: awayPastTheWindow },
  "F12 committed between load and subscribe": { strike: saidBetween },
  "F13 half-open lines": { isMixed: false, strike: fallSilent },
  "F14 slow, lossy, resetting lines": {
    async strike({ seats, random, isLong }) {
      for (const { link } of seats) link.worsen(random);
      await wait(isLong ? 12_000 : 1_500);
      for (const { link } of seats) link.repair();
    },
  },
  "F15 answers lost": { strike: loseAnswers },
};

/** Somebody is offline while somebody else says more than a resume may tell. */
async function awayPastTheWindow({ seats, links, random }) {
  const gone = random.pick(seats.filter(({ tab }) => tab));
  const { person, conversationId } = seats.find(
    (seat) => seat.conversationId === gone.conversationId && seat.person !== gone.person,
  );
  gone.link.goDown();
  const writer = await soon(() => Visitor.enter(links, { person, conversationId }));
  await writer.sayMany(CHANGES_MAX + 1, { atOnce: AT_ONCE, words: "something you will have missed" });
  writer.leave();
  gone.link.repair();
}

/** The page is loaded, then others say something, and only then its socket opens. */
async function saidBetween(scene) {
  const { seats, journal, until } = scene;
  await Promise.all(
    someOf(scene).map((seat) =>
      seat.reopen(async () => {
        const others = seats.filter(
          ({ conversationId, tab, person }) =>
            tab && conversationId === seat.conversationId && person !== seat.person,
        );
        const said = others.map((other) => other.say("between your page and your socket"));
        await until(() => said.every((id) => journal.operations.get(id).acknowledgedSeq));
      }),
    ),
  );
}

async function fallSilent(scene) {
  const { complainOfTime, until, say } = scene;
  const deaf = someOf(scene);
  const began = performance.now();
  const before = new Map(deaf.map(({ link }) => [link, link.joined]));
  for (const { link } of deaf) link.fallSilent();
  const hasFound = ({ link, tab }) => link.joined > before.get(link) && tab?.view.connection === "online";
  await until(() => deaf.every(hasFound));
  const tookMs = performance.now() - began;
  say(`Dead lines were found within ${(tookMs / 1_000).toFixed(1)} s.`);
  if (tookMs > FOUND_WITHIN_MS)
    complainOfTime(`a dead line was found after ${Math.round(tookMs / 1_000)} s only`);
  for (const { link } of deaf) link.repair();
}

/** Over the socket and over HTTP: what is said arrives and nobody hears so. */
async function loseAnswers(scene) {
  const deaf = someOf(scene);
  for (const { link } of deaf) link.loseAnswers();
  const asked = deaf.map((seat) => {
    seat.say("did you get this?");
    // The oldest that waits, or they would change places.
    const [{ id, body }] = seat.tab.view.unsent;
    const command = { type: "message:send", id, body };
    return { seat, command, unheard: seat.request(command, seat.link.port) };
  });
  await wait(scene.random.between(100, 900));
  for (const { link } of deaf) link.repair();
  await Promise.all(
    asked.map(async ({ seat, command, unheard }) => {
      await unheard;
      await seat.request(command, seat.link.port);
    }),
  );
}
