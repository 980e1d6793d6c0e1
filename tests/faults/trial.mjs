import { faultsOf } from "./faults.mjs";
import { seededRandom } from "./random.mjs";
import { setStage } from "./stage.mjs";
import { talk } from "./talk.mjs";
import { soon, until } from "./until.mjs";
import { verdictOf } from "./verdict.mjs";

const CONVERGED_WITHIN_MS = 45_000;
/** How often a fault strikes before the last one is healed. */
const OVERLAP = 0.3;

/**
 * People talk while faults strike, both by a seed; then the log, the database and every tab are compared.
 * `faults` lists those to strike, `[[name, …], …]`, each group at once; without it the seed chooses among all, for
 * so many seconds.
 * Resolves to `{ faults: [{ name, isAlone, convergedSeconds }], verdict }`; the seconds run from the fault's end.
 */
export async function trial({ seed, seconds, faults: order, fsync = true, say = () => {}, signal }) {
  const givenUp = [];
  const stage = await setStage({ fsync, say, signal, onGivenUp: (error) => givenUp.push(error.message) });
  const over = new AbortController();
  try {
    const talking = talk({ seats: stage.seats, seed, signal: over.signal });
    const struck = await strike({ stage, seed, seconds, order, say });
    over.abort();
    await talking;
    const isSettled = await until(() => hasConverged(stage), CONVERGED_WITHIN_MS);
    return { faults: struck, verdict: await verdictOf({ stage, isSettled, givenUp }) };
  } finally {
    over.abort();
    await stage.stop();
  }
}

async function strike({ stage, seed, seconds, order, say }) {
  const random = seededRandom(seed, "faults");
  const faults = faultsOf({ ...stage, random, until: (isTrue) => until(isTrue, CONVERGED_WITHIN_MS) });
  const deadline = performance.now() + seconds * 1_000;
  const struck = [];
  for (const group of order ?? groupsOf(random, Object.keys(faults))) {
    if (performance.now() > deadline) break;
    for (const name of group) await faults[name]();
    const convergedSeconds = await converge(stage);
    say(`${group.join(" + ")}: healed in ${convergedSeconds.toFixed(1)} s.`);
    struck.push(...group.map((name) => ({ name, isAlone: group.length === 1, convergedSeconds })));
  }
  return struck;
}

/** All faults once, in an order of chance, and again; some do not wait for others to be healed. */
function* groupsOf(random, names) {
  let group = [];
  for (;;) {
    for (const name of random.shuffled(names)) {
      group.push(name);
      if (random.isTrue(OVERLAP)) continue;
      yield group;
      group = [];
    }
  }
}

/**
 * Everybody says one thing more; healed is when all that was said is acknowledged and every tab has it.
 * Resolves to the seconds it took, without end if it did not happen.
 */
async function converge(stage) {
  const began = performance.now();
  for (const seat of stage.seats) seat.say("can you read me?");
  const said = stage.journal.open();
  const isAcknowledged = () => said.every(({ acknowledgedSeq, refused }) => acknowledgedSeq || refused);
  if (!(await until(isAcknowledged, CONVERGED_WITHIN_MS))) return Number.POSITIVE_INFINITY;
  const revs = await soon(() => revisions(stage.database));
  const isEverywhere = () => stage.seats.every((seat) => isAt(seat, revs));
  if (!(await until(isEverywhere, CONVERGED_WITHIN_MS))) return Number.POSITIVE_INFINITY;
  return (performance.now() - began) / 1_000;
}

async function hasConverged({ journal, seats, database }) {
  if (journal.open().length > 0 || !seats.every(({ tab }) => tab?.isSettled)) return false;
  const revs = await soon(() => revisions(database));
  return seats.every((seat) => isAt(seat, revs)) && (await areReceiptsIn(database));
}

/** Everybody at a conversation has it to its end; clients say so a moment later. */
async function areReceiptsIn(database) {
  const { rowCount } = await database.query(`
    select from conversations c join receipts r on r.conversation_id = c.id
    where r.delivered_seq < c.last_seq limit 1`);
  return rowCount === 0;
}

function isAt({ tab, conversationId }, revs) {
  return tab?.view.connection === "online" && tab.view.rev >= revs.get(conversationId);
}

async function revisions(database) {
  const { rows } = await database.query("select id, rev from conversations");
  return new Map(rows.map(({ id, rev }) => [id, rev]));
}
