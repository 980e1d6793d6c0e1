import { work } from "./growth-work.mjs";

/** These conversations hold a twentieth of all messages, whatever there is of them. */
const LONG_CONVERSATIONS = 5;
const LONG_SHARE = 0.01;
/** One of so many messages speaks of a reservation. */
const SELDOM = 5_000;
/** Messages in each of a hundred conversations: many short, few long, as people talk. */
const LENGTHS = [...many(5, 820), ...many(15, 200), ...many(30, 60), ...many(50, 12)];
const MEAN_LENGTH = LENGTHS.reduce((sum, length) => sum + length, 0) / LENGTHS.length;
const OTHER_BUSINESSES_MAX = 4_000;
const AGENTS = 20;
const WORK_MEMORY = "1GB";

function many(count, length) {
  return Array.from({ length: count }, () => length);
}

/**
 * Fills a migrated database with `conversations`, and on from there when called again with more. One business has
 * three of five conversations, and all but 4,000 where there are many; one customer has written to every other
 * business. What was said lies in the order of time, as it would have come, and ids are of the version that clients
 * make. With `hasWork` the conversations of that business are work that agents have done much of.
 *
 * `client` is one connection of a superuser. Ends as autovacuum would have left it; with `isUnnoticed` as before
 * autovacuum came, with every plan that was kept still kept.
 */
export async function fillTo(client, { messages, conversations, hasWork = false, isUnnoticed = false }) {
  await client.query(`set session_replication_role = replica; set work_mem = '${WORK_MEMORY}';
    set maintenance_work_mem = '${WORK_MEMORY}'; set synchronous_commit = off; set jit = off`);
  await client.query(plan({ messages, conversations }));
  const store = async () => {
    await client.query(people);
    await client.query(talk);
    await client.query(projections);
    if (hasWork) await client.query(work);
  };
  // For many rows it is quicker to make the indexes anew; but that ends every plan that was made.
  await (isUnnoticed ? store() : withoutIndexes(client, store));
  if (!isUnnoticed) await client.query("vacuum (analyze)");
  await client.query("reset all");
}

/** What is to be said: `seq` goes on after `said`, as far as `length`. */
const plan = ({ messages, conversations }) => `
create schema if not exists growth;
create or replace function growth.id_of(name text) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$;
create table if not exists growth.talk (n int primary key, id uuid, is_busy bool, is_long bool, business_id uuid,
  customer_id uuid, agent_id uuid, said int not null, length int not null);
create or replace function growth.length_of(n int) returns int language sql immutable as $$
  select greatest(1, round((array[${LENGTHS}])[(n - 1) % ${LENGTHS.length} + 1]
      * ${(messages * (1 - LONG_CONVERSATIONS * LONG_SHARE)) / (conversations * MEAN_LENGTH)}))::int
    + case when n <= ${LONG_CONVERSATIONS} then ${Math.round(messages * LONG_SHARE)} else 0 end
$$;
update growth.talk set said = length, length = greatest(length, growth.length_of(n));
insert into growth.talk
select n, growth.id_of('conversation ' || n), is_busy, n <= ${LONG_CONVERSATIONS},
  growth.id_of('business ' || business),
  growth.id_of('customer ' || case when is_busy then n else 0 end),
  growth.id_of('agent ' || case when is_busy then n % ${AGENTS} else ${AGENTS} + business end),
  0, growth.length_of(n)
from (
  select n, is_busy, nth, case when is_busy then 0
    else 1 + nth % ${Math.min(OTHER_BUSINESSES_MAX, Math.ceil((conversations * 2) / 5))} end as business
  from (
    select n, n <= ${LONG_CONVERSATIONS} or n % 5 < 3 or nth >= ${OTHER_BUSINESSES_MAX} as is_busy, nth
    from (
      select n, n / 5 * 2 + n % 5 - 3 as nth
      from generate_series((select coalesce(max(n), 0) + 1 from growth.talk), ${conversations}) n
    ) counted
  ) numbered
) placed;
analyze growth.talk`;

const people = `
insert into businesses (id, slug, name)
select distinct business_id, 'shop-' || business_id, 'Shop ' || business_id from growth.talk on conflict do nothing;
insert into users (id, name)
select customer_id, 'Customer' from growth.talk union select agent_id, 'Agent' from growth.talk on conflict do nothing;
insert into memberships (business_id, user_id, role)
select distinct business_id, agent_id, 'agent' from growth.talk on conflict do nothing;
insert into conversations (id, business_id, customer_id)
select id, business_id, customer_id from growth.talk order by n on conflict do nothing;
insert into participants (conversation_id, user_id, role)
select id, customer_id, 'customer' from growth.talk union all select id, agent_id, 'agent' from growth.talk
on conflict do nothing`;

/** A conversation has its part of the time in which this much was said; a long one has all of it. */
const talk = `
insert into messages (id, conversation_id, business_id, seq, rev, sender_id, sender_role, sender_name, body, created_at)
select uuidv7(at - now()), id, business_id, seq, seq, case when seq % 3 = 0 then agent_id else customer_id end,
  case when seq % 3 = 0 then 'agent' else 'customer' end, case when seq % 3 = 0 then 'Sam' else 'Maya' end,
  substr('${"Good morning! Is the table by the window still free, and may we bring a dog along? ".repeat(3)}',
    1 + seq % 60, 8 + seq * 37 % 130) || case when hashint4(n * 7919 + seq) % ${SELDOM} = 0 then ' Reservation, please!' else '' end, at
from (
  select n, id, business_id, customer_id, agent_id, seq, now() - interval '1 year' + (interval '1 day' * (
    (select log(sum(length)) * 30 from growth.talk) + 30 * case when is_long
      then (seq - said)::float8 / (length - said)
      else 0.8 * (hashint4(n)::float8 / 4294967296 + 0.5) + 0.2 * seq / length end)) as at
  from growth.talk, generate_series(said + 1, length) seq
  order by at
) as spoken`;

/** What the statement that stores a batch would have kept beside the messages. */
const projections = `
update conversations c set last_seq = m.seq, rev = m.seq, last_message_at = m.created_at, last_preview = m.body,
  last_sender_id = m.sender_id, last_sender_role = m.sender_role, last_sender_name = m.sender_name
from growth.talk t, messages m
where t.length > t.said and c.id = t.id and m.conversation_id = t.id and m.seq = t.length;
insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
select id, customer_id, length, length from growth.talk where length > said
union all select id, agent_id, length, length - n % 4 from growth.talk where length > said
union all select id, growth.id_of('agent 0'), length, length - n % 2 from growth.talk
  where length > said and is_busy and n % ${AGENTS} > 0
on conflict (conversation_id, user_id) do update set delivered_seq = excluded.delivered_seq, read_seq = excluded.read_seq`;

/** Runs `store` on messages without indexes, and conversations with only their primary key; makes them again as they were. */
async function withoutIndexes(client, store) {
  // What refers to a message stands on its primary key: it goes first and comes back last.
  const { rows: constraints } = await client.query(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where confrelid = 'messages'::regclass or conrelid = 'messages'::regclass and contype in ('p', 'u')
    order by contype = 'f' desc`);
  const { rows: indexes } = await client.query(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid in ('messages'::regclass, 'conversations'::regclass) and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { table, name } of constraints)
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await store();
  for (const { table, name, definition } of constraints.toReversed())
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { definition } of indexes) await client.query(definition);
}
