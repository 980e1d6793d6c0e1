import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

const LOCKED_MS = 1_000;

/**
 * Proof, not trust, that nothing is heard before it is stored: in Postgres, while the table is locked nothing may
 * be heard, and afterwards it must be; in Redis, that it syncs every write. Resolves to a sentence on what was seen.
 */
export async function storesBeforeTelling({ stack, team, system }) {
  if (!system.lockable) return await syncsEveryWrite(system);
  const locker = new pg.Client(stack.databaseUrl);
  await locker.connect();
  try {
    await locker.query("begin");
    await locker.query(`lock table ${system.lockable} in access exclusive mode`);
    await team.probe(system);
    await wait(LOCKED_MS);
    const isEarly = await team.isHeard(system);
    await locker.query("commit");
    await team.hear(system);
    return { isSo: !isEarly, shown: "nothing heard while the table was locked" };
  } finally {
    await locker.end();
  }
}

async function syncsEveryWrite({ redis: { client } }) {
  const [, appendfsync] = await client.config("GET", "appendfsync");
  const [, appendonly] = await client.config("GET", "appendonly");
  const isSo = appendfsync === "always" && appendonly === "yes";
  return { isSo, shown: `appendonly ${appendonly}, appendfsync ${appendfsync}` };
}

/** What is wrong with what a system was sent, has stored and has told, as sentences; none if nothing is. */
export function wrongsOf({ name, probe, tally, stored }, { isOurs }) {
  return [
    ...(probe.isSo ? [] : [`${name}: heard before it was stored (${probe.shown})`]),
    ...(stored.total === tally.sent ? [] : [`${name}: ${tally.sent} sent, ${stored.total} stored`]),
    ...(stored.sparse ? [`${name}: ${stored.sparse} conversations are not numbered 1..n`] : []),
    ...(tally.missed ? [`${name}: ${tally.missed} not heard`] : []),
    ...(tally.twice ? [`${name}: ${tally.twice} heard twice`] : []),
    // Peers that insert message by message promise no order.
    ...(isOurs && tally.disorder ? [`${name}: ${tally.disorder} heard out of order`] : []),
  ];
}
