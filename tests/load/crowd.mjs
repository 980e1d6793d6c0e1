import { once } from "node:events";
import WebSocket from "ws";

const OPENING_AT_ONCE_MAX = 40;
const TEXT = "hello, this is a message of quite an ordinary length";

/** Sockets to rooms, counted with as little work per frame as can be: the load must not be what is measured. */
export class Crowd {
  /** `{ writer, readers, heard(n) }`, one for each room. */
  rooms = [];
  sent = 0;

  constructor(newId) {
    this.newId = newId;
  }

  /** Opens a room by the addresses of its sockets; the first is the writer's. */
  async open(addresses) {
    const rooms = addresses.map(() => ({ writer: undefined, readers: [], heard: () => {} }));
    const all = addresses.flatMap((urls, room) => urls.map((url, n) => ({ url, n, room: rooms[room] })));
    const queue = all.values();
    const lane = async () => {
      for (const { url, n, room } of queue) {
        const socket = await welcomed(url);
        if (n === 0) room.writer = failOnRefusal(socket);
        else room.readers.push(listen(socket, room));
      }
    };
    await Promise.all(Array.from({ length: OPENING_AT_ONCE_MAX }, lane));
    this.rooms.push(...rooms);
    return rooms;
  }

  /** Sends the next message of the crowd; gives back its number, which `heard` is called with. */
  send(room) {
    this.sent += 1;
    const body = `${this.sent} ${TEXT}`;
    room.writer.send(JSON.stringify({ type: "message:send", id: this.newId(), body }));
    return this.sent;
  }

  close() {
    for (const { writer, readers } of this.rooms)
      for (const socket of [writer, ...readers]) socket.terminate();
    this.rooms = [];
  }
}

function listen(socket, room) {
  socket.on("message", (frame) => {
    const number = numberIn(frame);
    if (number !== undefined) room.heard(number);
  });
  return socket;
}

async function welcomed(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  // The room speaks as soon as it is open, so this listens before.
  const [frame] = await once(socket, "message");
  if (!String(frame).includes('"welcome"')) throw new Error(`not welcomed: ${frame}`);
  return socket.on("message", (frame) => answer(socket, frame));
}

const QUESTION = '{"type":"ping"';
const QUESTION_BYTES_MAX = 64;

/** Rooms keep nobody who does not show now and then that they read. */
function answer(socket, frame) {
  if (frame.length > QUESTION_BYTES_MAX || !String(frame).startsWith(QUESTION)) return;
  socket.send(JSON.stringify({ ...JSON.parse(frame), type: "pong" }));
}

/** A figure that was reached by refusing is none. */
function failOnRefusal(socket) {
  return socket.on("message", (frame) => {
    if (frame.includes('"refused"')) throw new Error(`refused under load: ${frame}`);
  });
}

const BODY = '"body":"';

/** The number a body begins with, found without reading the frame as JSON. */
function numberIn(frame) {
  const at = frame.indexOf(BODY);
  return at < 0 ? undefined : Number.parseInt(frame.latin1Slice(at + BODY.length, at + BODY.length + 12), 10);
}
