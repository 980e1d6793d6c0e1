import type { Sources } from "./append-lists";

/**
 * What a statement sets of how conversations stand as work, after what it sets besides. Whatever the business put aside
 * is open again when its customer says something: thanks opens only what is snoozed. What the notes owe is told by an
 * entry of its own.
 */
export function worked(sources: Sources): string {
  const isSet = sources.has("works");
  if (!isSet && !sources.has("stirs")) return "";
  const wished = (column: string) => (isSet ? `coalesce(works.${column}, c.${column})` : `c.${column}`);
  const status = wished("status");
  const isWoken = sources.has("stirs")
    ? `(stirs.id is not null and ${status} <> 'open' and (not stirs.is_thanks or ${status} = 'snoozed'))`
    : "false";
  const always = `,
    status = case when ${isWoken} then 'open' else ${status} end,
    snoozed_until = case when ${isWoken} then null ${isSet ? "when works.id is not null then works.snoozed_until " : ""}else c.snoozed_until end,
    work_rev = c.work_rev + ${isWoken}::int${isSet ? " + coalesce(works.steps, 0)" : ""},
    is_wake_owed = ${isWoken} or (c.is_wake_owed${isSet ? " and works.told is not true" : ""})`;
  const whereSet = `,
    assignee_id = case when works.id is null then c.assignee_id else works.assignee_id end,
    lease_until = case when works.reassigned then works.lease_until else c.lease_until end,
    priority = ${wished("priority")},
    tags = coalesce(works.tags::uuid[], c.tags)`;
  return always + (isSet ? whereSet : "");
}
