import pg from "pg";
import { CONNECTIONS_MAX, databaseUrl } from "./settings.mjs";
import { COLUMNS, serveRooms } from "./ws-rooms.mjs";

/** The plain server: `ws` and `pg`, one prepared insert per message, told after its commit. */
const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX });

serveRooms(async (message) => {
  const { rows } = await pool.query({
    name: "insert",
    text: `insert into ws_messages (${COLUMNS})
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning created_at as "createdAt"`,
    values: Object.values(message),
  });
  return rows[0];
});
