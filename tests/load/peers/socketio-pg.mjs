import pg from "pg";
import { CONNECTIONS_MAX, databaseUrl } from "./settings.mjs";
import { serveSocketRooms } from "./socketio.mjs";

const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX });

serveSocketRooms({
  async isMember(room, userId) {
    const { rowCount } = await pool.query({
      name: "member",
      text: "select from peer_members where conversation_id = $1 and user_id = $2",
      values: [room, userId],
    });
    return rowCount === 1;
  },
  store: ({ id, room, senderId, body, createdAt }) =>
    pool.query({
      name: "insert",
      text: `insert into socketio_messages (id, conversation_id, sender_id, body, created_at)
        values ($1, $2, $3, $4, $5)`,
      values: [id, room, senderId, body, createdAt],
    }),
});
