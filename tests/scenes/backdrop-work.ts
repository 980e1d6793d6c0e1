import type pg from "pg";
import type { Line, NoteLine } from "./backdrop";

const HOUR = 60;
const DAY = 24 * HOUR;
/** Far enough for pictures too, which are taken some days ago. */
const PROMISED_MS = 20 * DAY * 60_000;

interface Stage {
  id: string;
  idOf: (name: string) => string;
}

const promised = "A quote for the second machine";

/** What Hana says, of which Ines has read the first two. */
export const kept = (promiseId: string): Line[] => [
  { from: "customer", minutesAgo: 2 * DAY, body: "Hello, could you look after our machine once a quarter?" },
  { from: "sam", minutesAgo: 2 * DAY - 8, body: "With pleasure. Which one is it, and how old?" },
  {
    from: "customer",
    minutesAgo: 5 * HOUR,
    body: "A two-group lever from 2019. It leaks a little at the left group.",
  },
  {
    from: "sam",
    minutesAgo: 4 * HOUR,
    body: "That is a gasket. I look at it on Thursday, and bring one for the right group too.",
  },
  { from: "customer", minutesAgo: 190, body: "Wonderful. We may get a second machine in spring." },
  {
    ...{ id: promiseId, kind: "system", from: "sam", minutesAgo: 180, body: promised },
    metadata: (nowMs) => ({
      ...{ event: "promise", state: "open", text: promised, settledAt: null },
      dueAt: new Date(nowMs + PROMISED_MS).toISOString(),
    }),
  },
  { from: "customer", minutesAgo: 170, body: "There is no hurry with the quote." },
];

/** What became of her conversation meanwhile. */
export const handedOver = ({ idOf }: Pick<Stage, "idOf">): NoteLine[] => [
  {
    ...{ from: "sam", minutesAgo: 185, body: "Sam Okafor changed how this stands" },
    work: { was: { assigneeId: idOf("sam") }, now: { assigneeId: idOf("ines") } },
  },
  {
    ...{ from: "sam", minutesAgo: 184, body: "Sam Okafor changed how this stands" },
    work: { was: { priority: 1 }, now: { priority: 2 } },
  },
];

/** All that is kept of a customer, and of what is still to be done for her; and whom the business has blocked. */
export async function keep(
  client: pg.Client,
  { id, idOf, customer, blocked, promiseId }: Stage & Record<"customer" | "blocked" | "promiseId", string>,
): Promise<void> {
  const harbor = idOf("harbor-coffee");
  const ines = idOf("ines");
  const invoice = idOf("backdrop/Invoice");
  await client.query(
    `update conversations set assignee_id = $2, priority = 2, tags = array[$3]::uuid[],
       due_at = now() + interval '20 days' where id = $1`,
    [id, ines, invoice],
  );
  await client.query(
    "insert into promises (id, conversation_id, user_id, due_at) values ($1, $2, $3, now() + interval '20 days')",
    [promiseId, id, idOf("sam")],
  );
  await client.query(
    `insert into later_messages (id, conversation_id, user_id, body, send_at, based_on_seq, state, reason) values
       (gen_random_uuid(), $1, $2, 'Shall we put the next service on the calendar?', now() + interval '20 days', 7, 'waiting', null),
       (gen_random_uuid(), $1, $2, 'How old is the machine?', now() - interval '5 hours', 2, 'cancelled', 'answered')`,
    [id, ines],
  );
  await client.query(
    `insert into closings (id, conversation_id, business_id, user_id, state, until, created_at, closed_at, rating) values
       (gen_random_uuid(), $1, $2, $3, 'confirmed', now(), now() - interval '41 days', now() - interval '40 days', 5),
       (gen_random_uuid(), $1, $2, $3, 'lapsed', now(), now() - interval '93 days', now() - interval '90 days', null)`,
    [id, harbor, ines],
  );
  await client.query(
    `insert into customer_records (business_id, customer_id, note, tags, is_blocked, blocked_until, blocked_reason,
       blocked_by) values
       ($1, $2, 'Two cafés and an office. Pays by invoice, likes to be rung up before ten.', array[$3]::uuid[], false,
         null, null, null),
       ($1, $4, '', '{}', true, now() + interval '20 days', 'The same message forty times in an hour.', $5)`,
    [harbor, customer, invoice, blocked, idOf("nora")],
  );
  await client.query("update users set time_zone = 'Asia/Tokyo' where id = $1", [customer]);
  // As Ines left it: so she is told what happened since.
  await client.query("update receipts set read_seq = 2 where conversation_id = $1 and user_id = $2", [
    id,
    ines,
  ]);
  await client.query(
    `insert into saved_views (id, business_id, user_id, name, view) values
       (gen_random_uuid(), $1, $2, 'Invoices', $3), (gen_random_uuid(), $1, $2, 'What is due first', $4)`,
    [
      ...[harbor, idOf("sam")],
      JSON.stringify({ status: "open", sort: "newest", tag: invoice }),
      JSON.stringify({ status: "open", sort: "due" }),
    ],
  );
}
