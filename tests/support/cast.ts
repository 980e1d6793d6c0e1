import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { inject, onTestFinished } from "vitest";
import { type Connection, openDb } from "@/db/client";
import { openConversation } from "@/db/conversations";
import { businesses, memberships, messages, users } from "@/db/schema";
import type { Participant } from "@/lib/protocol/event";
import { createDatabase, createDatabaseForTest } from "./database";

export type Person = Participant;

/** Harbor Coffee, its owner Nora and agents Sam and Ines, its customers Maya and Leo, and Maya's conversation. */
export interface Cast extends Connection {
  url: string;
  businessId: string;
  conversationId: string;
  nora: Person;
  sam: Person;
  ines: Person;
  maya: Person;
  leo: Person;
}

/** The cast, in a database that is reached as the product reaches it; a database can hold many. */
export async function castOf(url: string, proxy: string | undefined): Promise<Cast> {
  const connection = openDb({ url, proxy, max: 4 });
  const { db } = connection;
  const [business] = await db
    .insert(businesses)
    .values({ slug: `harbor-coffee-${uuid()}`, name: "Harbor Coffee" })
    .returning();
  if (!business) throw new Error("no business was made");
  const enter = async (name: string, role: Person["role"]): Promise<Person> => {
    const [user] = await db
      .insert(users)
      .values({ name, email: `${name.toLowerCase()}.${uuid()}@example.com` })
      .returning();
    if (!user) throw new Error("no user was made");
    if (role === "agent" || role === "owner")
      await db.insert(memberships).values({ businessId: business.id, userId: user.id, role });
    return { userId: user.id, name, role };
  };
  const maya = await enter("Maya", "customer");
  const { id } = await openConversation(db, { businessId: business.id, customerId: maya.userId });
  return {
    ...connection,
    url,
    businessId: business.id,
    conversationId: id,
    maya,
    leo: await enter("Leo", "customer"),
    nora: await enter("Nora", "owner"),
    sam: await enter("Sam", "agent"),
    ines: await enter("Ines", "agent"),
  };
}

let databaseOfThisFile: ReturnType<typeof createDatabase> | undefined;

/** In a database of the test file's own; the cluster is thrown away after the run. */
export async function castForTest(): Promise<Cast> {
  databaseOfThisFile ??= createDatabase();
  const { url } = await databaseOfThisFile;
  const cast = await castOf(url, process.env.POSTGRES_WS_PROXY);
  onTestFinished(() => cast.pool.end());
  return cast;
}

/** Where a test counts on nobody else being there: in a database of its own. */
export async function castAlone(): Promise<Cast> {
  const { url } = await createDatabaseForTest();
  const cast = await castOf(url, process.env.POSTGRES_WS_PROXY);
  onTestFinished(() => cast.pool.end());
  return cast;
}

export function messagesOf({ db, conversationId }: Cast) {
  return db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.seq);
}

/** In the database that the real rooms of this run use. */
export async function castForRooms(): Promise<Cast> {
  const { POSTGRES_URL, POSTGRES_WS_PROXY } = inject("env");
  const cast = await castOf(POSTGRES_URL, POSTGRES_WS_PROXY);
  onTestFinished(() => cast.pool.end());
  return cast;
}
