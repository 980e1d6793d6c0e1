/** In the first half of the longest conversation one message in five stands in a thread; so much was told of its work. */
const THREAD_SHARE = 5;
const NOTICES_OF_THE_LONGEST = 2_000;
const TAGS = 50;
const GROUPS = 1_000;
const REPLIES = 200;

/**
 * Makes work of the conversations of the busy business: two of five are open, half have an agent, of whom the first has
 * the most, a third have notes, and so on. The first tag is on half of them, the last on very few, and the last but one on
 * hardly any that are not over.
 */
export const work = `
create or replace function growth.chance(n int, what text) returns float8 language sql immutable as
  $$ select hashint4(hashint4(n) # hashtext(what))::float8 / 4294967296 + 0.5 $$;
create or replace function growth.agent_of(n int, what text) returns uuid language sql immutable as
  $$ select growth.id_of('agent ' || floor(20 * growth.chance(n, what) ^ 3)) $$;
create table growth.work as
select n, id, business_id, customer_id, length, growth.chance(n, 'status') as status,
  growth.chance(n, 'holder') < 0.5 as is_held, growth.agent_of(n, 'agent') as agent_id,
  case when n = 1 then ${NOTICES_OF_THE_LONGEST} when n % 3 = 0 then 3 else 0 end as notes,
  (array['Maya', 'Leo', 'Aiko', 'Tariq', 'June', 'Sofía', 'Omar', 'Ines'])[1 + n % 8] || ' '
    || (array['Okafor', 'Silva', 'Haddad', 'Berg', 'Novak'])[1 + n / 8 % 5] || ' ' || n % 997 as name
from growth.talk where is_busy;
analyze growth.work;
update users u set name = w.name from growth.work w where u.id = w.customer_id;
insert into conversation_names (conversation_id, business_id, name) select id, business_id, name from growth.work;
insert into tags (id, business_id, name, color)
select growth.id_of('tag ' || n), growth.id_of('business 0'), 'Tag ' || n, 'sea' from generate_series(1, ${TAGS}) n;

update conversations c set work_rev = 3,
  status = case when w.status < 0.4 then 'open' when w.status < 0.8 then 'completed'
    when w.status < 0.95 then 'archived' else 'snoozed' end,
  assignee_id = case when is_held then agent_id end,
  lease_until = case when is_held and w.status < 0.02 then now() + (growth.chance(n, 'lease') - 0.1) * interval '1 hour' end,
  snoozed_until = case when w.status >= 0.95 then now() + (growth.chance(n, 'snooze') - 0.02) * interval '30 days' end,
  due_at = case when w.status < 0.01 then now() + (growth.chance(n, 'promise') - 0.05) * interval '30 days' end,
  priority = case when growth.chance(n, 'priority') < 0.05 then 3 when growth.chance(n, 'priority') < 0.15 then 2
    when growth.chance(n, 'priority') < 0.9 then 1 else 0 end,
  tags = case when growth.chance(n, 'tag') < 0.3 then array[growth.id_of('tag 1')]
    when growth.chance(n, 'tag') < 0.5 then array[growth.id_of('tag 1'), growth.id_of('tag ' || 2 + n % ${TAGS - 3})]
    when growth.chance(n, 'tag') < 0.501 then array[growth.id_of('tag ${TAGS}')]
    when w.status > (case n % 1000 when 0 then 0 else 0.8 end) then array[growth.id_of('tag ${TAGS - 1}')] else '{}' end,
  channel = case when growth.chance(n, 'channel') < 0.01 then 'email' when growth.chance(n, 'channel') < 0.011 then 'voice'
    else 'chat' end
from growth.work w where c.id = w.id;

insert into conversations (id, business_id, kind, parent_id, last_seq, rev, last_message_at)
select notes_of(w.id), w.business_id, 'internal', w.id, notes, notes, case when notes > 0 then c.last_message_at end
from growth.work w join conversations c on c.id = w.id;
insert into messages (id, conversation_id, business_id, seq, rev, kind, sender_id, sender_role, sender_name, body, metadata, created_at)
select growth.id_of('note ' || n || ' ' || seq), c.id, c.business_id, seq, seq,
  case seq % 3 when 2 then 'text' else 'system' end, case seq % 3 when 0 then null else agent_id end, 'agent',
  case seq % 3 when 0 then '' else 'Sam' end, case seq % 3 when 2 then 'Wants the table by the window, as always.' else '' end,
  case seq % 3 when 0 then '{"event": "woken"}'
    when 1 then '{"event": "work", "was": {"status": "open"}, "now": {"status": "completed"}, "names": {}}' else '{}' end::jsonb,
  c.last_message_at - (notes - seq) * interval '1 minute'
from growth.work w join conversations c on c.id = notes_of(w.id), generate_series(1, notes) seq order by c.last_message_at;
insert into mentions (user_id, business_id, conversation_id, message_id, created_at)
select growth.agent_of(n, 'mention'), w.business_id, w.id, growth.id_of('note ' || n || ' 2'), c.last_message_at
from growth.work w join conversations c on c.id = w.id where notes > 0 and growth.chance(n, 'is mentioned') < 0.3;

insert into conversations (id, business_id, kind, title, last_seq, rev, last_message_at, last_preview)
select growth.id_of('group ' || n), growth.id_of('business 0'), 'group', 'Group ' || n, 1, 1, last_message_at, 'Hello'
from growth.talk t join conversations c using (id) where n <= ${GROUPS};
insert into conversations (id, business_id, kind, parent_id)
select notes_of(id), business_id, 'internal', id from conversations where kind = 'group';
insert into conversation_names (conversation_id, business_id, name)
select id, business_id, title from conversations where kind = 'group';
insert into messages (id, conversation_id, business_id, seq, rev, sender_role, sender_name, body, created_at)
select gen_random_uuid(), id, business_id, 1, 1, 'customer', 'Maya', 'Hello', last_message_at from conversations where kind = 'group';
insert into participants (conversation_id, user_id, role, rank)
select growth.id_of('group ' || g), customer_id, 'customer', 'member' from generate_series(1, ${GROUPS}) g join growth.work on n % ${GROUPS} = g and n < 5 * ${GROUPS};

update messages set thread_id = growth.id_of('thread'), thread_seq = seq / ${THREAD_SHARE}
where conversation_id = growth.id_of('conversation 1') and seq % ${THREAD_SHARE} = 0
  and seq <= (select length / 2 from growth.talk where n = 1);
insert into threads (id, conversation_id, message_id, title, created_by, replies)
select growth.id_of('thread'), id, (select m.id from messages m where m.conversation_id = t.id and m.seq = 1), '', customer_id,
  length / 2 / ${THREAD_SHARE} from growth.talk t where n = 1;

create temp table last_said on commit drop as select w.*, m.id as message_id, m.created_at
from growth.work w join messages m on m.conversation_id = w.id and m.seq = w.length;
insert into closings (id, conversation_id, business_id, user_id, state, until, closed_at, rating)
select message_id, id, business_id, agent_id, case when status < 0.4 then 'proposed' else 'confirmed' end,
  now() + (growth.chance(n, 'closing') - 0.05) * interval '7 days', case when status >= 0.4 then created_at + interval '1 hour' end,
  case when status >= 0.4 and n % 2 = 0 then 1 + n % 5 end
from last_said where status > 0.38 and status < 0.6;
insert into promises (id, conversation_id, user_id, due_at, state)
select message_id, id, agent_id, now() + (growth.chance(n, 'promise') - 0.05) * interval '30 days', 'open' from last_said where status < 0.01
union all select message_id, id, agent_id, created_at, 'kept' from last_said where status > 0.7 and status < 0.9;
insert into later_messages (id, conversation_id, user_id, body, send_at, based_on_seq, state)
select gen_random_uuid(), id, agent_id, 'Still interested?', now() + (growth.chance(n, 'later') - 0.05) * interval '30 days', length,
  case when status < 0.04 then 'waiting' else 'sent' end from last_said where status < 0.1;
insert into drafts (user_id, conversation_id, mode, body)
select agent_id, id, case when n % 4 = 0 then 'note' else 'reply' end, 'Of course' from last_said where n % 10 = 0;
insert into customer_records (business_id, customer_id, note, tags, is_blocked, blocked_by)
select business_id, customer_id, 'Comes on Fridays.', array[growth.id_of('tag ' || 1 + n % ${TAGS})], n % 100 = 0, agent_id
from last_said where n % 5 = 0;
insert into figure_spans (conversation_id, business_id, ending, ended_at, seconds, user_id)
select id, business_id, case when n % 3 = 0 then 'completed' else 'answered' end,
  now() - interval '1 year' * growth.chance(n, 'span'), 3600 * growth.chance(n, 'seconds'), growth.agent_of(n, 'span')
from growth.work;
insert into figure_hours (business_id, hour, user_id, messages)
select growth.id_of('business 0'), date_trunc('hour', now()) - h * interval '1 hour', case when a < 20 then growth.id_of('agent ' || a) end, 5
from generate_series(0, 24 * 365) h, generate_series(18, 20) a;
insert into saved_replies (business_id, shortcut, body)
select growth.id_of('business 0'), 'reply-' || n, 'Good morning!' from generate_series(1, ${REPLIES}) n;
insert into saved_views (business_id, user_id, name, view)
select growth.id_of('business 0'), growth.id_of('agent ' || a), 'View ' || n, '{"status": "open", "sort": "newest"}'
from generate_series(0, 19) a, generate_series(1, 30) n`;
