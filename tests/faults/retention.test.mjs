import path from "node:path";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { insertCast } from "../load/cast.mjs";
import { setStage } from "./stage.mjs";

const CONVERSATIONS = 4;
/** In each: more in all than one site takes at once, so that some are left whenever it is killed. */
const OLD = 500;
const NEW = 50;
const BUILD_WITHIN_MS = 300_000;
const DONE_WITHIN_MS = 120_000;

beforeAll(async () => {
  await buildSite({ say: () => {}, logFile: path.join(root, "test-results", "build.log") });
}, BUILD_WITHIN_MS);

test("[F01] [O7] killed while it takes what is too old, the site takes each once in the end, and nothing else", {
  timeout: DONE_WITHIN_MS,
}, async () => {
  const { database, stack, stop } = await setStage({ web: true, fsync: false, say: () => {} });
  onTestFinished(stop);
  const businessId = await businessWithOldMessages(database);
  const ask = async (what) => {
    const { rows } = await database.query(what, [businessId]);
    return rows;
  };
  const taken = async () => {
    const [{ count }] = await ask(
      "select count(*)::int as count from messages where business_id = $1 and deleted_at is not null",
    );
    return count;
  };
  await ask("insert into retentions (business_id, message_days) values ($1, 30)");
  await vi.waitUntil(async () => (await taken()) > 0, { timeout: DONE_WITHIN_MS, interval: 1 });
  stack.parts.web.kill("SIGKILL");
  expect(await taken()).toBeLessThan(CONVERSATIONS * OLD);
  // As once the lease is over of whoever died.
  await ask("update retentions set run_at = now() where business_id = $1");

  const told = () =>
    ask(`select sum((detail ->> 'count')::int)::int as count from audit_entries
      where business_id = $1 and kind = 'business.retention-applied'`);
  await vi.waitUntil(async () => (await told())[0].count !== null, { timeout: DONE_WITHIN_MS, interval: 50 });
  expect(await told()).toEqual([{ count: CONVERSATIONS * OLD }]);
  expect(
    await ask(`select count(*) filter (where body = '')::int as empty, count(deleted_at)::int as gone,
        count(*) filter (where seq > ${OLD} and body <> '')::int as whole,
        count(distinct m.rev)::int as revs, max(m.rev)::int as newest, c.rev
      from messages m join conversations c on c.id = m.conversation_id
      where m.business_id = $1 group by c.id`),
  ).toEqual(
    Array.from({ length: CONVERSATIONS }, () => ({
      ...{ empty: OLD, gone: OLD, whole: NEW, revs: OLD + NEW },
      ...{ newest: OLD + NEW + OLD, rev: OLD + NEW + OLD },
    })),
  );
});

/** Nobody has any of its conversations open. Resolves to its id. */
async function businessWithOldMessages(database) {
  const { businessId } = await insertCast(database, { agents: 1, conversations: CONVERSATIONS });
  await database.query(
    `insert into messages
       (id, conversation_id, business_id, seq, rev, sender_id, sender_role, sender_name, body, created_at)
     select gen_random_uuid(), c.id, c.business_id, n, n, c.customer_id, 'customer', 'Customer', 'Word ' || n,
       now() - case when n <= ${OLD} then interval '40 days' else interval '1 day' end
     from conversations c, generate_series(1, ${OLD + NEW}) n
     where c.business_id = $1 and c.kind = 'direct'`,
    [businessId],
  );
  await database.query(
    `update conversations set last_seq = ${OLD + NEW}, rev = ${OLD + NEW}, last_message_at = now()
     where business_id = $1 and kind = 'direct'`,
    [businessId],
  );
  return businessId;
}
