import type pg from "pg";
import { group } from "./stories";

interface Stage {
  id: string;
  idOf: (name: string) => string;
  /** As SQL, how long ago by the demo's own clock. */
  minutesAgo: (column: string) => string;
}

/** Maya's group, with people of every kind in it. */
export async function gather(client: pg.Client, { id, idOf, minutesAgo }: Stage): Promise<void> {
  const title = "Tasting on Saturday";
  const people = [
    ...[{ name: "Maya Fernandes", id: idOf("maya"), role: "customer", rank: "host" }],
    ...[{ name: "Sam Okafor", id: idOf("sam"), role: "agent", rank: "member" }],
    ...group.guests.map((name) => ({ name, id: idOf(`backdrop/${name}`), role: "customer", rank: "member" })),
  ];
  const [maya] = people;
  const told = people.map(({ name, id: userId, role }, n) =>
    n === 0
      ? { event: "created", title, by: userId, byName: name }
      : { event: "added", userId, name, role, rank: "member", by: maya?.id, byName: maya?.name },
  );
  const lines = [
    ...told.map((metadata, n) => ({ kind: "system", from: 0, at: 300 - n, body: "", metadata })),
    ...group.lines.map(({ from, body }, n) => ({ kind: "text", from, at: 200 - n * 3, body, metadata: {} })),
  ].map(({ from, ...line }, n) => {
    const { id: sender, name, role } = people[from] ?? {};
    return { ...line, seq: n + 1, sender, name, role: line.kind === "system" ? "system" : role };
  });
  const last = lines.at(-1);
  for (const name of group.guests)
    await client.query("insert into users (id, name) values ($1, $2)", [idOf(`backdrop/${name}`), name]);
  await client.query(
    `insert into conversations (id, business_id, kind, title, members, last_seq, rev, last_message_at, last_preview,
       last_sender_id, last_sender_role, last_sender_name)
     values ($1, $2, 'group', $3, $4, $5, $5, ${minutesAgo(String(last?.at))}, $6, $7, $8, $9)`,
    [
      ...[id, idOf("harbor-coffee"), title, people.length, lines.length],
      ...[last?.body, last?.sender, last?.role, last?.name],
    ],
  );
  await client.query(
    `insert into messages (id, conversation_id, business_id, seq, rev, kind, sender_id, sender_role, sender_name, body,
       metadata, created_at)
     select gen_random_uuid(), $1, $3, seq, seq, kind, sender, role, name, body, metadata, ${minutesAgo("at")}
     from json_to_recordset($2)
       as line(seq int, kind text, sender uuid, role text, name text, at int, body text, metadata jsonb)`,
    [id, JSON.stringify(lines), idOf("harbor-coffee")],
  );
  await client.query(
    `insert into participants (conversation_id, user_id, role, rank)
     select $1, id, role, rank from json_to_recordset($2) as person(id uuid, role text, rank text)`,
    [id, JSON.stringify(people)],
  );
  await client.query(
    `insert into receipts (conversation_id, user_id, delivered_seq, read_seq)
     select $1, user_id, $2, $2 from (select id as user_id from json_to_recordset($3) as person(id uuid)
       union select user_id from memberships where business_id = $4) everybody`,
    [id, lines.length, JSON.stringify(people), idOf("harbor-coffee")],
  );
}
