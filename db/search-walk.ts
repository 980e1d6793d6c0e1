import { type SQL, sql } from "drizzle-orm";
import { HAS_WORDS } from "./has-words";

/** The shortest span of time that the index tells apart, 4 minutes; as in the function `search_keys`. */
const SPAN_SECONDS = 240;
/** So many make one of the next length, of which there are three; and as many as there ever are. */
const PER_NEXT = 64;
const LENGTHS = 3;
const SPANS_MAX = 2 ** 30;
/** Where there are no more messages than this: all of them, whatever words they have. */
const LITTLE = 1_000;
const ALL = 2 * SPANS_MAX;
/** So many spans are the first window, and the next at most so many times as much. */
const FIRST_SPANS = 4;
const GROWS_BY_MAX = 16;
/** So many messages a window is to have. What has twice as many is looked through in halves. */
const WINDOW_MESSAGES = 128;
const WINDOW_MESSAGES_MAX = 2 * WINDOW_MESSAGES;
/** It takes ten to get to the first message there is, and twenty more to find where in much time much was said. */
const WINDOWS_MAX = 60;

interface Walk {
  /** A moment before which everything is looked at, in milliseconds since 1970. */
  fromMs: number;
  /** What is looked for in the index, as a `tsquery`, and what a message is held to besides. */
  keys: SQL;
  isCandidate: SQL;
  isHit: SQL;
  idsMax: number;
  examinedMax: number;
}

/**
 * A recursive part of a statement, `walk`, which looks through windows of time from the newest until it has `idsMax` ids of
 * messages `m`, newest first, or has read `examinedMax`. It wants `own (id, until, said)`, conversations with up to when there
 * is anything and how much there is, and `scope (ids, businesses)`.
 *
 * The index gives all of a window and in no order, so a window must not hold much. How much it holds shows only when it is
 * looked at: the next is as large as that would have it, and one that turns out to have too much is left after
 * `WINDOW_MESSAGES_MAX` messages and halved until it has not. Over a time in which businesses heard nothing it leaps. Where
 * conversations have no more than `LITTLE` in all, these are read without the index of words: to meet each of them there
 * takes longer than to look at it.
 *
 * Each row has what was looked through up to it: `ids`, down to `floor`; `last`, where it had to stop within one span; and
 * where it goes on: `until` a span, 0 where there is no more, `wanted` of them at once, and with much behind a `bound`.
 */
export function walkOf({ fromMs, keys, isCandidate, isHit, idsMax, examinedMax }: Walk): SQL {
  return sql`walk (n, until, wanted, bound, floor, ids, examined, last) as (
  select 0, ${Math.floor(fromMs / 1_000 / SPAN_SECONDS) + 1}::int8,
    (case when businesses = '{}' and (select coalesce(sum(said), 0) from own) <= ${sql.raw(String(LITTLE))}
      then ${sql.raw(String(ALL))} else ${sql.raw(String(FIRST_SPANS))} end)::int8,
    null::int8, null::timestamptz, '{}'::uuid[], 0::int8, null::jsonb
  from scope
  union all
  select walk.n + 1, move.until, move.wanted, move.bound,
    case when look.is_too_much then walk.floor else w.floor end,
    case when look.is_too_much then walk.ids else walk.ids || seen.ids end,
    case when look.is_too_much then walk.examined else walk.examined + seen.count end,
    seen.last
  from walk cross join scope ${WINDOW} cross join lateral (
    with candidate as materialized (
      select * from (
        select m.id, m.created_at, m.seq, m.conversation_id, m.body from messages m
        where search_keys(m.body, m.conversation_id, m.business_id, m.created_at)
            @@ (case when w.has_little then here.places else ${keys}::tsquery && here.places && w.times end)
          and m.deleted_at is null and m.kind <> 'system' and m.metadata -> 'secret' is null
          and (m.conversation_id = any (scope.ids) or m.business_id = any (scope.businesses))
          and m.created_at < w.ceiling and ${isCandidate}
        limit case when w.has_parts then ${sql.raw(String(WINDOW_MESSAGES_MAX + 1))} end
      ) there order by created_at desc, seq desc, id desc limit ${examinedMax}
    )
    select array(select m.id from candidate m where ${isHit} limit ${idsMax}) as ids,
      (select count(*) from candidate) as count,
      (select jsonb_build_object('at', extract(epoch from created_at) * 1000, 'seq', seq, 'id', id)
        from candidate offset ${examinedMax - 1}) as last
  ) seen ${MOVE}
  where cardinality(walk.ids) < ${idsMax} and walk.examined < ${examinedMax}
    and walk.until > 0 and walk.n < ${sql.raw(String(WINDOWS_MAX))}
)`;
}

/** What is worked out once for each window: without `offset` Postgres would put each expression in wherever it is named. */
function steps(named: Record<string, string>): SQL {
  const each = Object.entries(named).map(
    ([name, select]) => `cross join lateral (${select} offset 0) ${name}`,
  );
  return sql.raw(each.join("\n  "));
}

const LENGTH = Array.from({ length: LENGTHS - 1 }, (_, n) => LENGTHS - 1 - n)
  .map((length) => ({ length, spans: PER_NEXT ** length }))
  .map(({ length, spans }) => `when walk.until % ${spans} = 0 and walk.wanted >= ${spans} then ${length}`)
  .join(" ");

/** As many spans as are wanted, of the longest length that fits; but not past where a longer one begins. */
const WINDOW = steps({
  sort: `select case when walk.wanted >= walk.until then ${LENGTHS} ${LENGTH} else 0 end as length`,
  each: `select (${PER_NEXT} ^ sort.length)::int8 as spans`,
  cut: `select case when sort.length = ${LENGTHS} then 0 else greatest(
      walk.until - walk.wanted / each.spans * each.spans,
      (walk.until - 1) / (each.spans * ${PER_NEXT}) * each.spans * ${PER_NEXT}) end as first`,
  w: `select to_timestamp(cut.first * ${SPAN_SECONDS}) as floor, to_timestamp(walk.until * ${SPAN_SECONDS}) as ceiling,
      walk.until - cut.first as spans, walk.wanted = ${ALL} as has_little,
      walk.wanted < ${ALL} and walk.until - cut.first > 1 as has_parts,
      case when sort.length = ${LENGTHS} then ''::tsquery else (
        select string_agg(quote_literal('t' || sort.length || ':' || span), ' | ')
        from generate_series(cut.first / each.spans, walk.until / each.spans - 1) span)::tsquery end as times`,
  here: `select string_agg(quote_literal(key), ' | ')::tsquery as places from (
      select 'c:' || id from own where until is null or until >= w.floor
      union all select 'b:' || id from unnest(scope.businesses) b (id)
    ) place (key)`,
});

/** Where it goes on. Of businesses it is known when there is something again: nothing else is before it. */
const MOVE = steps({
  look: `select w.has_parts and seen.count > ${WINDOW_MESSAGES_MAX} as is_too_much, least(${SPANS_MAX},
      walk.wanted * ${GROWS_BY_MAX}, w.spans * ${WINDOW_MESSAGES} / nullif(seen.count, 0)) as wanted`,
  before: `select max(newest) as newest from unnest(scope.businesses) b (id) cross join lateral (
        select created_at as newest from messages
        where business_id = b.id and created_at < w.floor and (${HAS_WORDS})
        order by created_at desc limit 1) said
      where scope.ids = '{}' and not look.is_too_much`,
  ahead: `select case when look.is_too_much then walk.until when scope.ids <> '{}' then cut.first
      else coalesce(least(cut.first, floor(extract(epoch from before.newest) / ${SPAN_SECONDS})::int8 + 1), 0) end as until`,
  behind: `select case when look.is_too_much then cut.first when walk.bound < ahead.until then walk.bound end as bound`,
  move: `select ahead.until, behind.bound, greatest(1, least((ahead.until - behind.bound) / 2,
      case when cut.first - ahead.until > w.spans then ${FIRST_SPANS} else look.wanted end)) as wanted`,
});
