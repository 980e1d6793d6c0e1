import { isOpen } from "./deliver";
import type { RoomSocket } from "./socket";

/** Whenever a socket was told this much more, in characters, it is asked whether it reads. */
const ASKED_EVERY = 64 * 1024;
/** Past this much that it has not shown to have read it is closed, and resumes. */
export const UNREAD_MAX = 1024 * 1024;
/** Drawn, so that nobody answers what they have not read. */
const NONCE_MAX = 2 ** 31;
const TRY_AGAIN_LATER = 1013;

type Socket = Pick<RoomSocket, "readyState" | "send" | "close">;
interface Told {
  unread: number;
  /** The open question: what answers it, and how much has been read when it is answered. */
  asked?: { nonce: number; unread: number } | undefined;
}

/**
 * Tells sockets things, and keeps none that does not read: the platform would hold what is sent to it in memory
 * without end, and does not say how much that is. Who answers a `ping` has read it, and so all that was sent before it.
 */
export class Readers {
  readonly #told = new WeakMap<Socket, Told>();

  tell(socket: Socket, frame: string): void {
    if (!isOpen(socket)) return;
    const told = this.#toldOf(socket);
    told.unread += frame.length;
    if (told.unread > UNREAD_MAX) {
      socket.close(TRY_AGAIN_LATER, "too far behind");
      return;
    }
    socket.send(frame);
    if (!told.asked && told.unread >= ASKED_EVERY) {
      const nonce = Math.floor(Math.random() * NONCE_MAX);
      told.asked = { nonce, unread: told.unread };
      socket.send(JSON.stringify({ type: "ping", nonce }));
    }
  }

  /** It has read everything up to the `ping` with this nonce. */
  confirm(socket: Socket, nonce: number): void {
    const told = this.#told.get(socket);
    if (told?.asked?.nonce !== nonce) return;
    told.unread -= told.asked.unread;
    told.asked = undefined;
  }

  #toldOf(socket: Socket): Told {
    const known = this.#told.get(socket);
    if (known) return known;
    const told = { unread: 0 };
    this.#told.set(socket, told);
    return told;
  }
}
