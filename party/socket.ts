import type * as Party from "partykit/server";

/** As of the platform's sockets. */
export const OPEN = 1;
export const CLOSED = 3;

type Connection<State> = Pick<Party.Connection<State>, "id" | "uri" | "readyState" | "state">;

/** A line to one device: a WebSocket, or what stands for one where none comes through. */
export interface RoomSocket<State = unknown> extends Connection<State> {
  setState(state: State): unknown;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

/** What PartyKit asks of a room, which takes whatever stands for a WebSocket as one. */
export interface RoomServer<State> extends Pick<Party.Server, "options" | "onStart" | "onRequest"> {
  onConnect(socket: RoomSocket<State>, context: Pick<Party.ConnectionContext, "request">): unknown;
  onMessage(frame: string | ArrayBuffer, socket: RoomSocket<State>): unknown;
  onClose(socket: RoomSocket<State>): unknown;
  onError(socket: RoomSocket<State>): unknown;
}
