import { Refusal } from "../lib/refusal";
import { type Announcer, newMessage } from "./announcer";
import type { Company } from "./around";
import { type Audience, participantOf, type Socket, takesPart } from "./audience";

export interface Hosts {
  announcer: Announcer;
  audience: Audience;
  company: Company;
}

/**
 * Tells a socket how things are and what it missed `after` that version; from then on it hears what is live. Gives back
 * the version it is at then.
 */
export async function welcome(
  socket: Socket,
  after: number | undefined,
  hosts: Hosts,
): Promise<number | undefined> {
  const { announcer, audience, company } = hosts;
  let known = await announcer.known(after);
  const attendee = socket.state;
  if (!attendee) return undefined;
  // Of somebody with a ticket whom it does not know a room may only not have heard yet.
  if (known.kind === "group" && !takesPart(attendee, known.participants))
    known = await announcer.known(Number.POSITIVE_INFINITY);
  const { rev, seq, title, participants, receipts, threadReads } = known;
  // What is told to everybody is read elsewhere.
  if (known.kind === "broadcast" || !takesPart(attendee, participants)) throw new Refusal("not-found");
  const block = await announcer.blockOf(attendee);
  audience.tellOne(socket, {
    type: "welcome",
    ...{ rev, seq, title },
    self: participantOf(attendee),
    present: audience.seen(),
    participants: [...participants.values()],
    receipts: [...receipts.values()],
    threadReads: [...(threadReads.get(attendee.userId)?.values() ?? [])],
    ...(block && { block }),
  });
  company.follow(known);
  company.greet(socket);
  const caughtUp = after === undefined ? rev : await replay(socket, after, hosts);
  audience.release(socket, caughtUp);
  return caughtUp;
}

/** Tells what was missed; gives back the version the client is at then. */
async function replay(socket: Socket, after: number, { announcer, audience }: Hosts): Promise<number> {
  const { rev, messages } = await announcer.missed(after);
  // A client that knows more than the database has seen a past that a restored backup does not have.
  if (messages === null || after > rev) {
    audience.tellOne(socket, { type: "reset", rev });
  } else {
    for (const message of messages) audience.tellOne(socket, newMessage(message));
    audience.tellOne(socket, { type: "resumed", rev });
  }
  return rev;
}
