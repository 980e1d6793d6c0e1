import { once } from "node:events";
import net from "node:net";
import { Duplex } from "node:stream";

/** TCP in the shape in which the rooms' runtime has it, over Node's own. */
export function connect({ hostname, port }) {
  const socket = net.connect({ host: hostname, port, noDelay: true });
  const { readable, writable } = Duplex.toWeb(socket);
  const closed = once(socket, "close");
  closed.catch(() => {});
  const opened = once(socket, "connect");
  return { readable, writable, opened, closed, close: async () => void socket.destroy() };
}
