import "../../../party/node-buffer";
import { openDb } from "../../../db/client";
import { TcpWire } from "../../../party/tcp-wire";
import { insertInto, PlainRooms } from "./plain-rooms.mjs";

const insert = insertInto("party_messages");

/** Plain rooms, all in one object as ours are: an object for each room would need connections for each. */
export default class PlainParty {
  #rooms;
  #members = new WeakMap();

  constructor({ env }) {
    let pool;
    this.#rooms = new PlainRooms(async (message) => {
      pool ??= openDb({
        ...{
          url: env.POSTGRES_URL,
          proxy: env.POSTGRES_TCP,
          wire: TcpWire,
          max: Number(env.CONNECTIONS_MAX),
        },
      }).pool;
      const { rows } = await pool.query({ ...insert, values: Object.values(message) });
      return rows[0];
    });
  }

  onConnect(socket, { request }) {
    this.#members.set(socket, this.#rooms.join(new URL(request.url).searchParams.get("room"), socket));
  }

  onMessage(frame, socket) {
    return this.#members.get(socket).hear(frame);
  }

  onClose(socket) {
    this.#members.get(socket).leave();
  }
}
