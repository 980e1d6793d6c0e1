import type { VercelPool } from "@vercel/postgres";
import type { Append, KnownSteps } from "./desk";

interface StepsRow extends Omit<KnownSteps, "promises"> {
  id: string;
  promises: { id: string; dueAt: string }[];
}

/** Of conversations where completion or a promise is asked about: how far both have got. */
export async function stepsOf(pool: VercelPool, batch: Append[]): Promise<Map<string, KnownSteps>> {
  const asked = batch.flatMap(({ conversationId, entry }) => (isAStep(entry) ? [conversationId] : []));
  if (asked.length === 0) return new Map();
  const { rows } = await pool.query<StepsRow>(
    `
    select c.id, c.kind, (extract(epoch from now()) * 1000)::float8 as "nowMs",
      (select l.id from closings l where l.conversation_id = c.id order by l.created_at desc, l.id desc limit 1) as "closingId",
      exists (select 1 from closings l where l.conversation_id = c.id and l.state = 'proposed') as "isClosing",
      array(select jsonb_build_object('id', p.id, 'dueAt', p.due_at) from promises p
        where p.conversation_id = c.id and p.state in ('open', 'missed')) as promises
    from conversations c where c.id = any ($1::uuid[])`,
    [asked],
  );
  return new Map(
    rows.map(({ id, promises, ...steps }) => [
      id,
      { ...steps, promises: new Map(promises.map(({ id: promiseId, dueAt }) => [promiseId, { dueAt }])) },
    ]),
  );
}

function isAStep({ op }: Append["entry"]): boolean {
  return op === "propose" || op === "closing" || op === "promise" || op === "promised";
}
