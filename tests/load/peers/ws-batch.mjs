import pg from "pg";
import { COLUMNS } from "./plain-rooms.mjs";
import { databaseUrl } from "./settings.mjs";
import { serveRooms } from "./ws-rooms.mjs";

const BATCH_MAX = 500;
const TYPES = ["uuid", "uuid", "int", "int", "text", "uuid", "text", "text", "text", "jsonb"];
const LISTS = TYPES.map((type, n) => `$${n + 1}::${type}[]`).join(", ");

/**
 * The ceiling: everything in one process and one thread, all that has come in while the last commit was under way
 * stored by one statement.
 */
const client = new pg.Client(databaseUrl);
await client.connect();
const waiting = [];
let isCommitting = false;

serveRooms(
  (message) =>
    new Promise((resolve, reject) => {
      waiting.push({ values: Object.values(message), resolve, reject });
      if (!isCommitting) void commit();
    }),
);

async function commit() {
  isCommitting = true;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, BATCH_MAX);
    try {
      const { rows } = await client.query({
        name: "insert",
        text: `insert into batch_messages (${COLUMNS}, business_id)
          select m.*, m.conversation_id from unnest(${LISTS}) as m (${COLUMNS})
          returning id, created_at as "createdAt"`,
        values: TYPES.map((_, column) => batch.map(({ values }) => values[column])),
      });
      // Rows come back in the order in which they were given.
      batch.forEach(({ resolve }, n) => {
        resolve(rows[n]);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  isCommitting = false;
}
