import type * as Party from "partykit/server";

const OPEN = 1;

/** Sends a frame to a socket that may have closed while its room waited for something; who left asks when back. */
export function deliver(connection: Pick<Party.Connection, "readyState" | "send">, frame: string): void {
  if (connection.readyState === OPEN) connection.send(frame);
}
