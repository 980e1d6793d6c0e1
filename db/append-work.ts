import type { Sources } from "./append-lists";

/**
 * What a statement sets of how conversations stand as work, after what it sets besides. Whatever the business put aside
 * is open again when its customer says something: thanks opens only what is snoozed. What the notes owe is told by an
 * entry of its own.
 */
export function worked(sources: Sources): string {
  const isSet = sources.has("works");
  if (!isSet && !sources.has("stirs"))
    return `,
    lease_until = ${leased("")}`;
  const wished = (column: string) => (isSet ? `coalesce(works.${column}, c.${column})` : `c.${column}`);
  const status = wished("status");
  const isWoken = sources.has("stirs")
    ? `(stirs.id is not null and ${status} <> 'open' and (not stirs.is_thanks or ${status} = 'snoozed'))`
    : "false";
  const always = `,
    status = case when ${isWoken} then 'open' else ${status} end,
    snoozed_until = case when ${isWoken} then null ${isSet ? "when works.id is not null then works.snoozed_until " : ""}else c.snoozed_until end,
    work_rev = c.work_rev + ${isWoken}::int${isSet ? " + coalesce(works.steps, 0)" : ""},
    is_wake_owed = ${isWoken} or (c.is_wake_owed${isSet ? " and works.told is not true" : ""}),
    lease_until = ${leased(isSet ? "when works.reassigned then works.lease_until" : "")}`;
  const whereSet = `,
    assignee_id = case when works.id is null then c.assignee_id else works.assignee_id end,
    priority = ${wished("priority")},
    tags = coalesce(works.tags::uuid[], c.tags)`;
  return always + (isSet ? whereSet : "");
}

/**
 * Whether a person of the business goes on with a conversation: since one of them said something, joined or was given
 * it, or should, until it is over. Then its bot is asked again.
 */
export function withPeople(sources: Sources): string {
  const is = "c.is_with_people or taken";
  if (!sources.has("works")) return is;
  return `case when works.status in ('completed', 'archived') then false
      else ${is} or (works.reassigned and works.assignee_id is not null) end`;
}

/** What a statement sets of when a conversation is due. */
export function due(sources: Sources): string {
  return sources.has("dues") ? ", due_at = case when dues.id is null then c.due_at else dues.due_at end" : "";
}

/** What a statement keeps of closings and promises beside the messages that tell of them. */
export function stepped(sources: Sources): string[] {
  const proposed = () => `proposing as (
  insert into closings (id, conversation_id, business_id, user_id, until)
  select proposals.id, grown.id, grown.business_id, user_id, until
  from ${sources.of("proposals")} join grown on grown.id = conversation_id
)`;
  const closed = () => `closed_ as (
  update closings l set state = closed.state, closed_at = closed.closed_at, rating = closed.rating, comment = closed.comment
  from ${sources.of("closed")} join grown on grown.id = conversation_id
  where l.id = closed.id and l.conversation_id = grown.id
)`;
  const promised = () => `promising as (
  insert into promises (id, conversation_id, user_id, due_at)
  select promised.id, grown.id, user_id, due_at
  from ${sources.of("promised")} join grown on grown.id = conversation_id
)`;
  const settled = () => `settled_ as (
  update promises p set state = settled.state
  from ${sources.of("settled")} join grown on grown.id = conversation_id
  where p.id = settled.id and p.conversation_id = grown.id
)`;
  return [
    ...(sources.has("proposals") ? [proposed()] : []),
    ...(sources.has("closed") ? [closed()] : []),
    ...(sources.has("promised") ? [promised()] : []),
    ...(sources.has("settled") ? [settled()] : []),
  ];
}

/** What was given to somebody in turn is theirs for good once they answer. */
function leased(first: string): string {
  return `case ${first} when sender_id = c.assignee_id then null else c.lease_until end`;
}
