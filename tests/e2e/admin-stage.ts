import { randomUUID } from "node:crypto";
import { query } from "./database";
import type { Person } from "./stage";

const SLUG = "quay-records";

/** A business that nobody of the demo works for. */
export async function openBusiness() {
  const id = randomUUID();
  const slug = `${SLUG}-${id.slice(0, 8)}`;
  const name = `Quay Records ${id.slice(0, 8)}`;
  await query("insert into businesses (id, slug, name) values ($1, $2, $3)", [id, slug, name]);
  return { id, slug, name };
}

export async function closeBusinesses(): Promise<void> {
  await query("delete from businesses where slug like $1", [`${SLUG}-%`]);
}

/** A conversation of one of the demo's people with a business; its id. */
export async function talkWith(businessId: string, person: Person): Promise<string> {
  const id = randomUUID();
  await query(
    `insert into conversations (id, business_id, customer_id, members)
     select $1, $2, id, 1 from users where name = $3 and email is not null`,
    [id, businessId, person],
  );
  await query(
    `insert into participants (conversation_id, user_id, role)
     select id, customer_id, 'customer' from conversations where id = $1`,
    [id],
  );
  return id;
}

export async function employ(businessId: string, person: Person, role: "agent" | "owner"): Promise<void> {
  await query(
    `insert into memberships (business_id, user_id, role)
     select $1, id, $2 from users where name = $3 and email is not null`,
    [businessId, role, person],
  );
}
