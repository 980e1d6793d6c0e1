import { sql } from "drizzle-orm";
import { z } from "zod/mini";
import type { Db } from "./client";

const AT_ONCE_MAX = 200;

/** Where what others trust us with stands; what was the secret before is sealed as of its successor's column. */
const PLACES = [
  { table: "webhooks", row: "id", holds: "secret" },
  { table: "webhooks", row: "id", holds: "former_secret" },
  { table: "bots", row: "business_id", holds: "secret" },
  { table: "bots", row: "business_id", holds: "former_secret" },
  { table: "widgets", row: "business_id", holds: "secret" },
] as const;
type Place = (typeof PLACES)[number];

export interface Sealer {
  /** By what the texts begin that need nothing. */
  mark: string;
  /** What shall stand there from now on; `null` where what does cannot be opened. */
  anew: (stored: string, place: { column: `${Place["table"]}.secret`; row: string }) => string | null;
}

/** Goes through all secrets, and stores those anew that the newest key has not sealed. How many those were. */
export async function sealAll(db: Db, sealer: Sealer): Promise<number> {
  let sealed = 0;
  for (const place of PLACES)
    for (let after: string | null = null; ; ) {
      const found = await toSeal(db, place, { mark: sealer.mark, after });
      for (const each of found) if (await sealOne(db, sealer, place, each)) sealed += 1;
      after = found.at(-1)?.row ?? null;
      if (found.length < AT_ONCE_MAX) break;
    }
  return sealed;
}

const stored = z.object({ row: z.uuid(), text: z.string() });
type Stored = z.infer<typeof stored>;

/** In the order of the rows' keys, so that what cannot be opened is passed over. */
async function toSeal(
  db: Db,
  place: Place,
  { mark, after }: { mark: string; after: string | null },
): Promise<Stored[]> {
  const [row, holds] = [sql.identifier(place.row), sql.identifier(place.holds)];
  const { rows } = await db.execute(sql`
    select ${row} as row, ${holds} as text from ${sql.identifier(place.table)}
    where ${holds} is not null and not starts_with(${holds}, ${mark}) ${after === null ? sql`` : sql`and ${row} > ${after}::uuid`}
    order by ${row} limit ${AT_ONCE_MAX}`);
  return z.array(stored).parse(rows);
}

/** Where a new one was made meanwhile, that one is sealed already. */
async function sealOne(db: Db, { anew }: Sealer, place: Place, { row, text }: Stored): Promise<boolean> {
  const sealed = anew(text, { column: `${place.table}.secret`, row });
  if (sealed === null) return false;
  const holds = sql.identifier(place.holds);
  const { rowCount } = await db.execute(sql`
    update ${sql.identifier(place.table)} set ${holds} = ${sealed}
    where ${sql.identifier(place.row)} = ${row}::uuid and ${holds} = ${text}`);
  return rowCount === 1;
}
