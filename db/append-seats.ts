import type { Sources } from "./append-lists";

/** What a statement does to who takes part: `joined`, `left` and `ranked`. */
export function reseated(sources: Sources): string[] {
  return [
    ...(sources.has("joining") ? [joined(sources)] : []),
    ...(sources.has("leaving") ? [left(sources)] : []),
    ...(sources.has("ranking") ? [ranked(sources)] : []),
  ];
}

function joined(sources: Sources): string {
  return `joined as (
  insert into participants (conversation_id, user_id, role, rank)
  select joining.id, user_id, role, rank from ${sources.of("joining")} join grown on grown.id = joining.id
)`;
}

function left(sources: Sources): string {
  return `left_ as (
  delete from participants p using ${sources.of("leaving")} join grown on grown.id = leaving.id
  where p.conversation_id = grown.id and p.user_id = leaving.user_id
)`;
}

function ranked(sources: Sources): string {
  return `ranked as (
  update participants p set rank = ranking.rank
  from ${sources.of("ranking")} join grown on grown.id = ranking.id
  where p.conversation_id = grown.id and p.user_id = ranking.user_id
)`;
}
