import { randomUUID } from "node:crypto";

/**
 * One business with its agents, and a conversation for each of its customers, written to the database
 * directly. Resolves to `{ businessId, agents, conversations: [{ id, customer }] }`.
 */
export async function insertCast(database, { agents: agentCount, conversations: conversationCount }) {
  const businessId = randomUUID();
  await database.query("insert into businesses (id, slug, name) values ($1, $2, 'Harbor Coffee')", [
    businessId,
    `harbor-coffee-${businessId}`,
  ]);
  const agents = people("Agent", "agent", agentCount);
  const customers = people("Customer", "customer", conversationCount);
  const conversations = customers.map((customer) => ({ id: randomUUID(), customer }));
  await insertPeople(database, [...agents, ...customers]);
  await database.query(
    "insert into memberships (business_id, user_id, role) select $1, unnest($2::uuid[]), 'agent'",
    [businessId, agents.map(({ userId }) => userId)],
  );
  const columns = [conversations.map(({ id }) => id), customers.map(({ userId }) => userId)];
  await database.query(
    `insert into conversations (id, business_id, customer_id)
     select id, $1, customer from unnest($2::uuid[], $3::uuid[]) as c (id, customer)`,
    [businessId, ...columns],
  );
  await database.query(
    `insert into participants (conversation_id, user_id, role)
     select id, customer, 'customer' from unnest($1::uuid[], $2::uuid[]) as c (id, customer)`,
    columns,
  );
  return { businessId, agents, conversations };
}

function people(name, role, count) {
  return Array.from({ length: count }, (_, n) => ({ userId: randomUUID(), name: `${name} ${n + 1}`, role }));
}

async function insertPeople(database, everyone) {
  await database.query("insert into users (id, name) select * from unnest($1::uuid[], $2::text[])", [
    everyone.map(({ userId }) => userId),
    everyone.map(({ name }) => name),
  ]);
}
