import { faults } from "./faults.mjs";
import { seededRandom } from "./random.mjs";
import { talkGoesOn } from "./scene.mjs";
import { setStage } from "./stage.mjs";
import { talk } from "./talk.mjs";
import { soon, until } from "./until.mjs";
import { verdictOf } from "./verdict.mjs";

/** Also for what has piled up during a long fault on a busy machine. */
const CONVERGED_WITHIN_MS = 90_000;
/** A fault strikes when so much has been said and heard. */
const TALKING_AFTER = 10;

/**
 * People talk while faults strike, both by a seed; then the log, the database and every tab are compared.
 * `needs` are those of the faults to come (`web`, `framesPerSecond`, `readersPerRelay`); `isLong` gives them the time they ask for.
 * `say` hears what they find, `progress` what becomes of the parts.
 */
export async function openTrial({
  seed,
  needs = {},
  isLong = false,
  fsync = true,
  say = () => {},
  progress = () => {},
  signal,
}) {
  const complaints = [];
  const complain = (sentence) => complaints.push(sentence);
  const stage = await setStage({
    ...{ ...needs, fsync, say: progress, signal },
    onGivenUp: (error) => complain(error.message),
  });
  const random = seededRandom(seed, "faults");
  const scene = {
    ...stage,
    otherRooms: {},
    random,
    isLong,
    complain,
    // Other programs of this machine are in a short form's time.
    complainOfTime: isLong ? complain : () => {},
    say,
    until: (is) => until(is, CONVERGED_WITHIN_MS),
  };
  let talking;
  let talks = 0;

  const startTalking = () => {
    const over = new AbortController();
    talks += 1;
    const { seats, programs } = stage;
    const ended = talk({ seats, programs, seed: `${seed} ${talks}`, signal: over.signal });
    return { over, ended };
  };
  const stopTalking = async () => {
    talking?.over.abort();
    await talking?.ended;
    talking = undefined;
  };

  return {
    stage,
    random,

    /** Strikes with faults, by name, one after the other; resolves to the seconds from their end until all is well. */
    async strike(names) {
      await scene.until(() => stage.seats.every(({ tab }) => tab?.isSettled));
      talking ??= startTalking();
      await talkGoesOn(scene, TALKING_AFTER);
      for (const name of names) await faults[name].strike(scene);
      const back = backSeconds(stage);
      const seconds = await converge(stage);
      const within = Math.min(
        ...names.map((name) => faults[name].backWithinSeconds ?? Number.POSITIVE_INFINITY),
      );
      if ((await back) > within)
        scene.complainOfTime(`${names.join(" + ")}: nobody got through for ${(await back).toFixed(1)} s`);
      return seconds;
    },

    /** Everybody falls silent, and what was said is compared. */
    async verdict() {
      await stopTalking();
      const isSettled = await until(() => hasConverged(stage), CONVERGED_WITHIN_MS);
      return verdictOf({ stage, isSettled, complaints: complaints.splice(0) });
    },

    async close() {
      talking?.over.abort();
      await stage.stop();
    },
  };
}

/** Resolves to the seconds until everybody is online and the oldest text of each has got through. */
async function backSeconds({ seats, journal }) {
  const began = performance.now();
  const oldest = seats.flatMap(({ tab }) => tab?.view.unsent[0]?.id ?? []);
  const isBack = () =>
    seats.every(({ tab }) => tab?.view.connection === "online") &&
    oldest.every((id) => journal.operations.get(id)?.acknowledgedSeq);
  const isIn = await until(isBack, CONVERGED_WITHIN_MS);
  return isIn ? (performance.now() - began) / 1_000 : Number.POSITIVE_INFINITY;
}

/**
 * Everybody says one thing more; well is when all that was said is acknowledged and every tab has it.
 * Resolves to the seconds it took, without end if it did not happen.
 */
async function converge(stage) {
  const began = performance.now();
  for (const each of [...stage.seats, ...stage.programs]) each.say("can you read me?");
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
  if (!seats.every((seat) => isAt(seat, revs))) return false;
  for (const { tab } of seats) tab.seeAll();
  return (await areReceiptsIn(seats, database)) && seats.every((seat) => knowsWhoRead(seat, seats));
}

/** Everybody at a conversation has it and has seen it to its end; clients say so a moment later. */
async function areReceiptsIn(seats, database) {
  const { rowCount } = await database.query(
    `select from conversations c join receipts r on r.conversation_id = c.id
     where r.read_seq < c.last_seq
       and (c.id, r.user_id) in (select * from unnest($1::uuid[], $2::uuid[])) limit 1`,
    [seats.map(({ conversationId }) => conversationId), seats.map(({ person }) => person.userId)],
  );
  return rowCount === 0;
}

/** What is stored is told a moment later. */
function knowsWhoRead({ tab, conversationId }, seats) {
  const last = tab.view.messages.at(-1)?.seq ?? 0;
  const here = seats.filter((each) => each.conversationId === conversationId);
  return here.every(({ person }) =>
    tab.view.receipts.some(({ userId, read }) => userId === person.userId && read >= last),
  );
}

function isAt({ tab, conversationId }, revs) {
  return tab?.view.connection === "online" && tab.view.rev >= revs.get(conversationId);
}

async function revisions(database) {
  const { rows } = await database.query("select id, rev from conversations");
  return new Map(rows.map(({ id, rev }) => [id, rev]));
}
