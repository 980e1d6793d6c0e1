import type { VercelPool } from "@vercel/postgres";
import type { Work } from "../lib/work";
import type { Append, KnownWork } from "./desk";

type WorkRow = Omit<Work, "snoozedUntil"> &
  Pick<KnownWork, "parentId" | "workRev" | "isWakeOwed" | "unseenSeq"> & {
    id: string;
    businessId: string;
    snoozedUntil: Date | null;
    customerId: string | null;
    customerName: string | null;
    holderName: string | null;
  };

/** How conversations stand whose notes a batch asks about, by the ids of the notes, and those it may complete by their own. */
export async function worksOf(pool: VercelPool, batch: Append[]): Promise<Map<string, KnownWork>> {
  const asked = batch.filter(
    ({ entry }) =>
      entry.op === "work" ||
      entry.op === "woken" ||
      entry.op === "closing" ||
      // Which may be notes that name somebody.
      entry.op === "delete" ||
      entry.op === "restore" ||
      (entry.op === "message" && entry.mentionIds !== undefined),
  );
  if (asked.length === 0) return new Map();
  const based = basesIn(asked);
  const { rows } = await pool.query<WorkRow>(
    `
    select n.id, c.id as "parentId", c.business_id as "businessId", c.status, c.snoozed_until as "snoozedUntil",
      c.assignee_id as "assigneeId", c.priority, c.tags, c.work_rev as "workRev", c.is_wake_owed as "isWakeOwed",
      coalesce(unseen.seq, 0) as "unseenSeq",
      u.id as "customerId", u.name as "customerName", h.name as "holderName"
    from conversations n join conversations c on c.id = coalesce(n.parent_id, n.id)
      left join users u on u.id = c.customer_id left join users h on h.id = c.assignee_id
      left join unnest($3::uuid[], $4::int[]) based (id, seq) on based.id = n.id
      left join lateral (
        select m.seq from messages m
        where m.conversation_id = c.id and m.seq > based.seq and m.sender_role = 'customer' and m.kind <> 'system'
        order by m.seq desc limit 1) unseen on true
    where n.id = any ($1::uuid[]) and (n.kind = 'internal' or n.id = any ($2::uuid[]))`,
    [
      ...[idsOf(asked), idsOf(asked.filter(({ entry: { op } }) => op === "closing"))],
      ...[[...based.keys()], [...based.values()]],
    ],
  );
  const named = asked.flatMap(({ entry }) => {
    if (entry.op === "message") return entry.mentionIds ?? [];
    if (entry.op !== "work") return [];
    const { assigneeId, tag } = entry.wish;
    return [...(assigneeId ? [assigneeId] : []), ...(tag ? [tag.id] : [])];
  });
  const names = await namesOf(pool, rows, named);
  return new Map(rows.map((row) => [row.id, knownWork(row, names)]));
}

/** From how far back what customers wrote is looked for, by the notes that are asked. */
function basesIn(batch: Append[]): Map<string, number> {
  const bases = new Map<string, number>();
  for (const { conversationId, entry } of batch)
    if (entry.op === "work" && entry.basedOnSeq !== undefined)
      bases.set(conversationId, Math.min(entry.basedOnSeq, bases.get(conversationId) ?? entry.basedOnSeq));
  return bases;
}

const idsOf = (batch: Append[]) => batch.map(({ conversationId }) => conversationId);

interface NameRow {
  is: "member" | "tag";
  businessId: string;
  id: string;
  name: string;
}

/** Of members and tags of these businesses. */
async function namesOf(pool: VercelPool, rows: WorkRow[], ids: string[]): Promise<NameRow[]> {
  if (ids.length === 0) return [];
  const found = await pool.query<NameRow>(
    `
    select 'member' as is, m.business_id as "businessId", u.id, u.name
    from memberships m join users u on u.id = m.user_id
    where m.business_id = any ($1::uuid[]) and m.user_id = any ($2::uuid[])
    union all
    select 'tag', business_id, id, name from tags where id = any ($2::uuid[]) and business_id = any ($1::uuid[])`,
    [rows.map(({ businessId }) => businessId), ids],
  );
  return found.rows;
}

function knownWork(
  { id: _, businessId, customerId, customerName, holderName, ...row }: WorkRow,
  names: NameRow[],
): KnownWork {
  const { parentId, workRev, isWakeOwed, unseenSeq, snoozedUntil, ...work } = row;
  const called = (is: NameRow["is"]) =>
    new Map(
      names.flatMap((each) =>
        each.is === is && each.businessId === businessId ? [[each.id, each.name] as const] : [],
      ),
    );
  return {
    ...{ parentId, workRev, isWakeOwed, unseenSeq },
    work: { ...work, snoozedUntil: snoozedUntil?.toISOString() ?? null },
    customer: customerId && customerName ? { id: customerId, name: customerName } : null,
    holder: work.assigneeId && holderName !== null ? { id: work.assigneeId, name: holderName } : null,
    members: called("member"),
    tags: called("tag"),
  };
}
