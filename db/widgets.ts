import { and, eq, sql } from "drizzle-orm";
import { WIDGET_COLOR, type Widget } from "../lib/widget";
import type { Db } from "./client";
import { businesses, users } from "./schema";
import { widgetPeople, widgets } from "./widget-parts";

/** How a business has its chat shown elsewhere; the secret is told to nobody. */
export async function widgetOf(db: Db, businessId: string): Promise<Widget> {
  const [row] = await db.select().from(widgets).where(eq(widgets.businessId, businessId));
  if (!row) return { origins: [], color: WIDGET_COLOR, corner: "end", hasSecret: false };
  const { origins, color, corner, secret } = row;
  return { origins, color, corner, hasSecret: secret !== null };
}

/** On which sites the chat of a business may be shown; `null` where there is no such business. */
export async function originsOf(db: Db, slug: string): Promise<string[] | null> {
  const [row] = await db
    .select({ origins: widgets.origins })
    .from(businesses)
    .leftJoin(widgets, eq(widgets.businessId, businesses.id))
    .where(eq(businesses.slug, slug));
  return row ? (row.origins ?? []) : null;
}

export async function setWidget(
  db: Db,
  { businessId, ...look }: Pick<Widget, "origins" | "color" | "corner"> & { businessId: string },
): Promise<void> {
  await db
    .insert(widgets)
    .values({ businessId, ...look })
    .onConflictDoUpdate({ target: widgets.businessId, set: look });
}

/** From now on the one before proves nothing. */
export async function setWidgetSecret(
  db: Db,
  { businessId, secret }: { businessId: string; secret: string },
): Promise<void> {
  await db
    .insert(widgets)
    .values({ businessId, secret })
    .onConflictDoUpdate({ target: widgets.businessId, set: { secret } });
}

export async function widgetSecretOf(db: Db, businessId: string): Promise<string | null> {
  const [row] = await db
    .select({ secret: widgets.secret })
    .from(widgets)
    .where(eq(widgets.businessId, businessId));
  return row?.secret ?? null;
}

/** Somebody as a business's server names them. */
export interface NamedByBusiness {
  businessId: string;
  subject: string;
  name: string;
  email: string | null;
}

/** Our person for one of a business's own, made or found, and called as it calls them now; of two at once one makes it. */
export function personNamed(
  db: Db,
  { businessId, subject, name, email }: NamedByBusiness,
): Promise<{ id: string }> {
  const isThem = and(eq(widgetPeople.businessId, businessId), eq(widgetPeople.subject, subject));
  return db.transaction(async (tx) => {
    // Whoever names the same waits here, and finds them.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`widget ${businessId} ${subject}`}, 0))`,
    );
    const [known] = await tx.select({ id: widgetPeople.userId }).from(widgetPeople).where(isThem);
    if (known) {
      await tx
        .update(users)
        .set({ name })
        .where(and(eq(users.id, known.id), sql`${users.name} <> ${name}`));
      await tx.update(widgetPeople).set({ email }).where(isThem);
      return known;
    }
    const [made] = await tx.insert(users).values({ name }).returning({ id: users.id });
    if (!made) throw new Error("An insert without a conflict clause returns its row");
    await tx.insert(widgetPeople).values({ businessId, subject, email, userId: made.id });
    return made;
  });
}
