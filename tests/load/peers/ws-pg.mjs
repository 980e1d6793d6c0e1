import pg from "pg";
import { insertInto } from "./plain-rooms.mjs";
import { CONNECTIONS_MAX, databaseUrl } from "./settings.mjs";
import { serveRooms } from "./ws-rooms.mjs";

/** The plain server: `ws` and `pg`, one prepared insert per message, told after its commit. */
const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX });
const insert = insertInto("ws_messages");

serveRooms(async (message) => {
  const { rows } = await pool.query({ ...insert, values: Object.values(message) });
  return rows[0];
});
