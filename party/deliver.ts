import { log } from "../lib/server/log";
import { OPEN, type RoomSocket } from "./socket";

/** Sends a frame to a socket that may have closed while its room waited for something; who left asks when back. */
export function deliver(socket: Pick<RoomSocket, "readyState" | "send">, frame: string): void {
  if (isOpen(socket)) socket.send(frame);
}

export function isOpen({ readyState }: Pick<RoomSocket, "readyState">): boolean {
  return readyState === OPEN;
}

/** Without an answer to its close frame a client waits half a minute for a clean end; who broke off takes none. */
export function answerClose(socket: Pick<RoomSocket, "close">): void {
  try {
    socket.close(1000);
  } catch (error) {
    log.warn("a socket broke off", { error });
  }
}
