import { setTimeout as wait } from "node:timers/promises";
import { someOf } from "./scene.mjs";
import { Visitor } from "./visitor.mjs";

const REPEATED_MAX = 20;
const TABS = 5;

/** What people, tabs and programs do to their own texts. */
export const faultsOfSenders = {
  "F16 requests replayed": { strike: replay },
  "F17 two tabs and two roads at once": { strike: sayOverAllRoads },
  "F33 browser storage full or forbidden": { strike: breakStorage },
  "F34 tabs killed after Enter": {
    async strike(scene) {
      const closing = someOf(scene);
      for (const seat of closing) {
        seat.say("sent, and the tab is gone");
        seat.say("and so is this");
      }
      await Promise.all(closing.map((seat) => seat.reopen()));
    },
  },
  "F35 five tabs, one killed": { strike: killOneOfFive },
};

/** What went over a wire goes over it again, over another socket, as a request, and by the hand of somebody else. */
async function replay(scene) {
  const { links, seats, journal, complain } = scene;
  for (const seat of someOf(scene)) {
    const frames = seat.tab.sent.slice(-REPEATED_MAX).map(String);
    for (const frame of frames) seat.tab.repeat(frame);
    const again = await visit(links, seat);
    for (const frame of frames) again?.send(frame);
    await Promise.all(frames.map((frame) => seat.request(JSON.parse(frame))));
    again?.leave();
    const stranger = seats.find(
      ({ conversationId, person }) =>
        conversationId === seat.conversationId && person.userId !== seat.person.userId,
    );
    const known = frames.map((frame) => JSON.parse(frame)).find(({ id }) => isAcknowledged(journal, id));
    const stolen = known && (await stranger.request(known));
    if (stolen) complain(`${stranger.name} was given what ${seat.name} had sent`);
  }
}

/** The same texts from two tabs of a browser, from a bare socket and as requests, all at once. */
async function sayOverAllRoads(scene) {
  const { links, seats } = scene;
  await Promise.all(
    someOf(scene).map(async (seat) => {
      const again = await visit(links, seat);
      // Its page may be loading, as somebody else's twin.
      if (!seat.tab) return again?.leave();
      seat.say("by every road");
      const { id, body } = seat.tab.view.unsent[0];
      const command = { type: "message:send", id, body };
      again?.send(command);
      const twin = seats.find((each) => each !== seat && each.mailbox === seat.mailbox);
      await Promise.all([
        seat.request(command),
        seat.request(command),
        twin?.tab?.isSettled && twin.reopen(),
        seat.request(command),
      ]);
      again?.leave();
    }),
  );
}

/** Nothing can be kept past a tab, so no tab is closed until all that was said meanwhile is in. */
async function breakStorage(scene) {
  const { random, isLong, journal, until } = scene;
  const hit = someOf(scene);
  for (const { mailbox } of hit) mailbox.isBroken = true;
  for (const seat of hit) seat.say("with nowhere to keep it");
  await wait(isLong ? 5_000 : random.between(300, 1_000));
  for (const { link } of hit) link.cut();
  const isWaiting = ({ mailbox }) => hit.some((seat) => seat.mailbox === mailbox);
  await until(() => !journal.open().some(({ seat }) => isWaiting(seat)));
  for (const { mailbox } of hit) mailbox.isBroken = false;
}

/** What the killed one had not sent yet is sent by the others. */
async function killOneOfFive(scene) {
  const { seats, random, journal, until } = scene;
  const seat = random.pick(seats.filter(({ tab }) => tab));
  const family = seats.filter(({ mailbox }) => mailbox === seat.mailbox).length;
  const others = await Promise.all(
    Array.from({ length: TABS - family }, (_, n) => seat.another(`${seat.name}, tab ${n + family + 1}`)),
  );
  seat.link.goDown();
  const said = ["in the tab that dies", "and this"].map((words) => seat.say(words));
  await wait(random.between(50, 400));
  seat.tab.kill();
  seat.tab = undefined;
  seat.link.repair();
  await until(() => said.every((id) => journal.operations.get(id).acknowledgedSeq));
  for (const other of others) other.tab.kill();
  await seat.open();
}

async function visit(links, seat) {
  return Visitor.enter(links, seat).catch(() => undefined);
}

function isAcknowledged(journal, id) {
  return journal.operations.get(id)?.acknowledgedSeq !== undefined;
}
