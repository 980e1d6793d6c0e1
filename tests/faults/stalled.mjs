import { memoryOf } from "./process-size.mjs";
import { share } from "./scene.mjs";
import { Visitor } from "./visitor.mjs";

const STALLED = 10;
/** Takes the rooms past what the sockets' own buffers swallow. */
const TEXT = "All about the beans. ".repeat(90);
const AT_ONCE = 32;
/** What the rooms may grow by while the fan-out passes those who do not read. */
const GROWTH_MAX_MB = 64;
const WAIT_MAX_MS = 1_500;

/** G6: some stop reading while many long messages fan out. They cost little, hold nobody up, and come back whole. */
export async function fanOutPastStalled(scene) {
  const {
    stack,
    links,
    seats,
    agents,
    conversations,
    journal,
    isLong,
    complain,
    complainOfTime,
    say,
    until,
  } = scene;
  const [{ id: conversationId, customer }] = conversations;
  const stalled = await Promise.all(
    Array.from({ length: STALLED }, () => Visitor.enter(links, { person: agents.at(-1), conversationId })),
  );
  const asleep = seats.find((seat) => seat.conversationId === conversationId && seat.person !== customer);
  const writer = await Visitor.enter(links, { person: customer, conversationId });
  const fanOut = async (count) => {
    const sinceMs = performance.now();
    await writer.sayMany(count, { atOnce: AT_ONCE, words: TEXT });
    const waits = journal.waits({ sinceMs, concerns: (seat) => seats.includes(seat) && seat !== asleep });
    return { tookMs: performance.now() - sinceMs, wait: share(waits, 0.95) };
  };

  const usual = await fanOut(isLong ? 2_000 : 300);
  const before = memoryOf(stack.parts.rooms);
  for (const visitor of stalled) visitor.stopReading();
  asleep.link.stopReading();
  const past = await fanOut(isLong ? 6_000 : 1_000);
  const grown = memoryOf(stack.parts.rooms) - before;
  say(
    `Others waited ${Math.round(past.wait)} ms (${Math.round(usual.wait)} ms before) in 95 of 100; ` +
      `the rooms grew by ${Math.round(grown)} MB.`,
  );
  if (past.wait > usual.wait + WAIT_MAX_MS) complainOfTime(`others waited ${Math.round(past.wait)} ms`);
  if (grown > GROWTH_MAX_MB) complain(`the rooms grew by ${Math.round(grown)} MB`);
  for (const visitor of [...stalled, writer]) visitor.leave();
  asleep.link.readAgain();
  await until(() => asleep.tab?.isSettled);
}
