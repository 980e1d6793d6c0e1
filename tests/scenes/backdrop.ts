import pg from "pg";
import { v5 } from "uuid";
import type { Attachment } from "@/lib/protocol/message";
import { notesIdOf } from "@/lib/work";
import { gather } from "./backdrop-group";
import { handedOver, keep, kept } from "./backdrop-work";
import { inWords, kinds, long, noted, secrets, withFiles } from "./stories";

/** The demo's own way of naming its rows. */
const DEMO = "b2f6f1c1-6f0e-4c55-9c0a-2f6f4e6f3a10";
const idOf = (name: string) => v5(name, DEMO);

export const HARBOR = idOf("harbor-coffee");
export const MAYA = idOf("harbor-coffee/maya");
/** Named by the message it grows from. */
export const THREAD = idOf(`${MAYA}/5`);
export const LEO = idOf("harbor-coffee/leo");
export const BEN = idOf("harbor-coffee/ben");
export const KINDS = idOf("backdrop/kinds");
export const LONG = idOf("backdrop/long");
export const SECRETS = idOf("backdrop/secrets");
export const FILES = idOf("backdrop/files");
export const GROUP = idOf("backdrop/group");
export const KEPT = idOf("backdrop/kept");
export const ARCHIVE = idOf("backdrop/archive");
export const ARCHIVE_MESSAGES = 10_000;

/** Of the demo, by the key they have there. */
export function personOf(key: string): string {
  return idOf(key);
}

export interface Line {
  from: "customer" | "sam";
  minutesAgo: number;
  body: string;
  id?: string;
  kind?: "system";
  /** By the demo's own clock. */
  metadata?: (nowMs: number) => object;
  /** The files in it are not there: who looks at them says what they are. */
  files?: Partial<Attachment>[];
}

const ARCHIVE_BEGAN_MINUTES_AGO = 400 * 24 * 60;
const ARCHIVE_MINUTES_BETWEEN = 53;
const ARCHIVE_NOTED_FROM = 4_000;
const ARCHIVE_NOTES = 120;

/**
 * What the demo has no room for: messages of every kind, a conversation of ten thousand, a business nobody has
 * written to. Put there before anybody looks, as the ledger would have left it.
 */
export async function setBackdrop(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await talk(client, { id: KINDS, customer: "Noor Haddad", lines: kinds });
    await talk(client, { id: LONG, customer: "Bartholomew Featherstonehaugh-Cholmondeley", lines: long });
    await note(client, { about: LONG, lines: noted });
    await talk(client, { id: SECRETS, customer: "Petra Novak", lines: secrets });
    await talk(client, { id: FILES, customer: "Lena Sorel", lines: withFiles });
    await talk(client, { id: ARCHIVE, customer: "Viktor Lang", lines: archive() });
    await note(client, { about: ARCHIVE, lines: notedInArchive() });
    await gather(client, { id: GROUP, idOf, minutesAgo });
    await putTags(client);
    const promiseId = idOf(`${KEPT}/promise`);
    await talk(client, { id: KEPT, customer: "Hana Suzuki", lines: kept(promiseId) });
    await note(client, { about: KEPT, lines: handedOver({ idOf }) });
    const customer = idOf("backdrop/Hana Suzuki");
    const blocked = idOf("backdrop/Bartholomew Featherstonehaugh-Cholmondeley");
    await keep(client, { id: KEPT, idOf, customer, blocked, promiseId });
    await giveUpOn(client);
    await openQuietCorner(client);
    await closeForFair(client);
  } finally {
    await client.end();
  }
}

function archive(): Line[] {
  return Array.from({ length: ARCHIVE_MESSAGES }, (_, n) => ({
    from: n % 5 < 3 ? ("customer" as const) : ("sam" as const),
    minutesAgo: ARCHIVE_BEGAN_MINUTES_AGO - n * ARCHIVE_MINUTES_BETWEEN,
    body: inWords(n + 1),
  }));
}

/** More than are loaded at once, beside what was said in the middle. */
function notedInArchive(): NoteLine[] {
  return Array.from({ length: ARCHIVE_NOTES }, (_, n) => ({
    from: "ines" as const,
    minutesAgo: ARCHIVE_BEGAN_MINUTES_AGO - (ARCHIVE_NOTED_FROM + 10 * n) * ARCHIVE_MINUTES_BETWEEN + 20,
    body: `Noted before ${ARCHIVE_NOTED_FROM + 10 * n + 1}`,
  }));
}

/** Maya's conversation is Ines's, and about something. */
async function putTags(client: pg.Client): Promise<void> {
  const tags = [
    ["Allergy", "plum"],
    ["Invoice", "sea"],
    ["Subscription", "moss"],
  ].map(([name, color]) => ({ id: idOf(`backdrop/${name}`), name, color }));
  await client.query(
    `insert into tags (id, business_id, name, color)
     select id, $1, name, color from json_to_recordset($2) as tag(id uuid, name text, color text)`,
    [HARBOR, JSON.stringify(tags)],
  );
  await client.query("update conversations set assignee_id = $2, priority = 2, tags = $3 where id = $1", [
    MAYA,
    idOf("ines"),
    [tags[0]?.id, tags[2]?.id],
  ]);
}

/** A mail to June that no server took, for days. */
async function giveUpOn(client: pg.Client): Promise<void> {
  await client.query(
    `insert into jobs (kind, user_id, conversation_id, run_at, tries, failure, given_up_at)
     values ('mail', $1, $2, now(), 30, '550', now() - interval '2 hours')`,
    [idOf("june"), KINDS],
  );
}

async function talk(
  client: pg.Client,
  { id, customer, lines }: { id: string; customer: string; lines: Line[] },
): Promise<void> {
  const { rows } = await client.query(`select extract(epoch from ${minutesAgo("0")}) * 1000 as now`);
  const nowMs = Number(rows[0].now);
  const people = { customer: idOf(`backdrop/${customer}`), sam: idOf("sam") };
  const given = JSON.stringify(
    lines.map(({ id, kind = "text", from, minutesAgo, body, metadata = () => ({}) }, n) => ({
      ...{ id, kind, seq: n + 1 },
      sender: people[from],
      role: from === "sam" ? "agent" : "customer",
      name: from === "sam" ? "Sam Okafor" : customer,
      at: minutesAgo,
      body,
      metadata: metadata(nowMs),
    })),
  );
  await client.query("insert into users (id, name) values ($1, $2)", [people.customer, customer]);
  await client.query(
    "insert into conversations (id, business_id, customer_id, last_seq, rev) values ($1, $2, $3, $4, $4)",
    [id, idOf("harbor-coffee"), people.customer, lines.length],
  );
  await client.query(
    `insert into messages (id, conversation_id, business_id, seq, rev, kind, sender_id, sender_role, sender_name, body,
       metadata, created_at)
     select coalesce(id, gen_random_uuid()), $1, $3, seq, seq, kind, sender, role, name, body, metadata,
       ${minutesAgo("at")}
     from json_to_recordset($2) as line(id uuid, kind text, seq int, sender uuid, role text, name text, at int, body text, metadata jsonb)`,
    [id, given, idOf("harbor-coffee")],
  );
  for (const [n, { files = [] }] of lines.entries()) await add(client, { id, seq: n + 1, files });
  await client.query(
    `update conversations set created_at = first.created_at, last_message_at = last.created_at,
       last_preview = left(last.body, 200), last_sender_id = last.sender_id,
       last_sort = case when last.metadata ? 'secret' then 'secret' else 'text' end,
       last_sender_role = last.sender_role, last_sender_name = last.sender_name
     from messages first, messages last
     where conversations.id = $1 and first.conversation_id = $1 and first.seq = 1
       and last.conversation_id = $1 and last.seq = last_seq`,
    [id],
  );
  await client.query(
    "insert into participants (conversation_id, user_id, role) values ($1, $2, 'customer'), ($1, $3, 'agent')",
    [id, people.customer, people.sam],
  );
  // All have read all, so that no list counts what is only scenery.
  await client.query(
    `insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
     select $1, user_id, $2, $2 from (select $3::uuid as user_id union select user_id from memberships
       where business_id = $4) everybody`,
    [id, lines.length, people.customer, idOf("harbor-coffee")],
  );
}

const team = { sam: "Sam Okafor", ines: "Ines Moreau", nora: "Nora Lindqvist" };

const namesOfTeam = Object.fromEntries(Object.entries(team).map(([key, name]) => [idOf(key), name]));

export interface NoteLine {
  from: keyof typeof team;
  minutesAgo: number;
  body: string;
  names?: (keyof typeof team)[];
  /** Of a notice of work; `me` is whoever it is of. */
  work?: { was: object; now: object };
}

/** Notes about a conversation, which has a place for them from its beginning. */
async function note(
  client: pg.Client,
  { about, lines }: { about: string; lines: NoteLine[] },
): Promise<void> {
  const id = notesIdOf(about);
  const given = lines.map(({ from, minutesAgo: at, body, names = [], work }, n) => ({
    ...{ seq: n + 1, sender: idOf(from), name: team[from], at, body, kind: work ? "system" : "text" },
    metadata: work
      ? { event: "work", ...work, names: namesOfTeam }
      : { mentions: names.map((each) => ({ userId: idOf(each), name: team[each] })) },
  }));
  await client.query(
    `insert into messages (id, conversation_id, business_id, seq, rev, kind, sender_id, sender_role, sender_name, body,
       metadata, created_at)
     select gen_random_uuid(), $1, $3, seq, seq, kind, sender,
       case kind when 'system' then 'system' else 'agent' end, name, body, metadata, ${minutesAgo("at")}
     from json_to_recordset($2) as line(seq int, kind text, sender uuid, name text, at int, body text, metadata jsonb)`,
    [id, JSON.stringify(given), idOf("harbor-coffee")],
  );
  await client.query("update conversations set last_seq = $2, rev = $2 where id = $1", [id, lines.length]);
}

async function add(
  client: pg.Client,
  { id, seq, files }: { id: string; seq: number; files: Partial<Attachment>[] },
): Promise<void> {
  if (files.length === 0) return;
  await client.query("update messages set kind = 'file' where conversation_id = $1 and seq = $2", [id, seq]);
  await client.query(
    `insert into attachments (id, conversation_id, message_id, place, state, name, media_type, bytes, width, height,
       duration_ms, peaks, has_thumbnail)
     select gen_random_uuid(), $1, m.id, place, 'ready', name, "mediaType", bytes, width, height, "durationMs", peaks, false
     from messages m, json_to_recordset($3) as file(place int, name text, "mediaType" text, bytes int, width int,
       height int, "durationMs" int, peaks jsonb)
     where m.conversation_id = $1 and m.seq = $2`,
    [id, seq, JSON.stringify(files.map((file, place) => ({ ...file, place })))],
  );
}

/** By the demo's own clock: its newest line is eleven minutes old. */
function minutesAgo(column: string): string {
  return `(select max(created_at) from messages where conversation_id = '${BEN}')
    + interval '11 minutes' - make_interval(mins => ${column})`;
}

async function openQuietCorner(client: pg.Client): Promise<void> {
  const id = idOf("backdrop/quiet-corner");
  await client.query(
    `insert into businesses (id, slug, name, category, tagline, about)
     values ($1, 'quiet-corner', 'Quiet Corner', 'Books and gifts', 'Second-hand books, and chairs to read them in.', '')`,
    [id],
  );
  await client.query("insert into memberships (business_id, user_id, role) values ($1, $2, 'owner')", [
    id,
    idOf("aiko"),
  ]);
}

/** A business that is closed whenever one looks, and says so. */
async function closeForFair(client: pg.Client): Promise<void> {
  const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await client.query(
    `update businesses set holidays = $2, greeting = 'Hello! Which instrument is it, and since when does it hurt?',
       away_text = 'We are at the music fair, with all our tools. Pianos are tuned from the week after.'
     where id = $1`,
    [
      idOf("blue-door-music"),
      JSON.stringify([
        { name: "Music fair", from: date(-20), to: date(20), shifts: [] },
        { name: "Open house", from: date(30), to: date(30), shifts: [["18:00", "23:00"]] },
      ]),
    ],
  );
}
