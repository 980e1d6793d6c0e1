/** Of every peer. */
export const BODY_CHARACTERS_MAX = 16_000;

/** In the order of a message's values. */
export const COLUMNS =
  "id, conversation_id, seq, rev, kind, sender_id, sender_role, sender_name, body, metadata";

/** One prepared insert per message. Ours says whose it is besides; here a room is its own business. */
export const insertInto = (table) => ({
  name: "insert",
  text: `insert into ${table} (${COLUMNS}, business_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $2) returning created_at as "createdAt"`,
});

/**
 * Rooms in which what is sent is numbered in memory, stored by `store(message)`, which resolves to what the
 * database adds to it, and then told to everyone. No tickets, no membership, no resume.
 */
export class PlainRooms {
  #store;
  #frameOf;
  #rooms = new Map();

  constructor(store, frameOf = (text) => text) {
    this.#store = store;
    this.#frameOf = frameOf;
  }

  /** Takes a socket in: how it is heard, and how it leaves. */
  join(id, socket) {
    const room = this.#rooms.get(id) ?? { id, seq: 0, sockets: new Set() };
    this.#rooms.set(id, room);
    room.sockets.add(socket);
    socket.send(JSON.stringify({ type: "welcome", rev: room.seq, seq: room.seq }));
    return { hear: (text) => this.#hear(room, socket, text), leave: () => room.sockets.delete(socket) };
  }

  async #hear(room, socket, text) {
    try {
      const message = messageOf(room, JSON.parse(text));
      const stored = { ...message, ...(await this.#store(message)) };
      const frame = this.#frameOf(JSON.stringify({ type: "message:new", rev: message.rev, message: stored }));
      for (const each of room.sockets) each.send(frame);
    } catch (error) {
      socket.send(JSON.stringify({ type: "refused", message: String(error) }));
    }
  }
}

function messageOf(room, { id, body }) {
  if (typeof body !== "string" || body.length > BODY_CHARACTERS_MAX) throw new Error("not a text");
  room.seq += 1;
  return {
    ...{ id, conversationId: room.id, seq: room.seq, rev: room.seq, kind: "text" },
    ...{ senderId: room.id, senderRole: "customer", senderName: "Customer", body, metadata: {} },
  };
}
