import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ShownTicket } from "@/lib/server/ticket";
import { Admissions, REMEMBERED_MAX, tagsOf } from "@/party/admissions";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const room = uuid();
const maya = { userId: uuid(), name: "Maya", role: "customer" } as const;

const ticket = (more: Partial<ShownTicket> = {}): ShownTicket => ({
  ...{ party: "main", room, ...maya, id: uuid(), expiresAtMs: Date.now() + MINUTE_MS },
  ...more,
});

/** A room that knows its sockets by their tags, as the platform does. */
function opening() {
  const sockets: { tags: string[]; close: ReturnType<typeof vi.fn> }[] = [];
  const getConnections = (tag?: string) => sockets.filter(({ tags }) => !tag || tags.includes(tag));
  const admissions = new Admissions(Object({ getConnections }));
  const enter = (shown: ShownTicket) => {
    const socket = { tags: tagsOf(shown), close: vi.fn() };
    sockets.push(socket);
    admissions.admit(shown);
    return socket;
  };
  return { admissions, enter };
}

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

describe("who comes in", () => {
  it("[D6] comes in once with a ticket, which is remembered until it ends, and not one timer longer", () => {
    const { enter } = opening();
    const shown = ticket();
    enter(shown);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(() => enter(shown)).toThrow(expect.objectContaining({ code: "unauthorized" }));
    // A pending timer keeps a room awake, and one that may sleep has none.
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("[D6] [S07] waits when a room has no more place to remember who was there", () => {
    const { admissions } = opening();
    for (let n = 0; n < REMEMBERED_MAX; n += 1) admissions.admit(ticket());
    expect(() => admissions.admit(ticket())).toThrow(expect.objectContaining({ code: "busy" }));
    vi.advanceTimersByTime(2 * MINUTE_MS);
    admissions.admit(ticket());
  });

  it("[D5] [S07] has as many sockets as are allowed, and each of the others too", () => {
    const { enter } = opening();
    for (let n = 0; n < 20; n += 1) enter(ticket());
    expect(() => enter(ticket())).toThrow(expect.objectContaining({ code: "too-many" }));
    enter(ticket({ userId: uuid() }));
    enter(ticket({ room: uuid() }));
  });
});

describe("who is shown out", () => {
  const expulsion = { party: "main", room, session: uuid(), id: uuid(), expiresAtMs: MINUTE_MS } as const;

  it("[D7] [S05] loses the sockets of that sign-in in that room, and comes in with no ticket of before", () => {
    const { admissions, enter } = opening();
    const { session } = expulsion;
    const socket = enter(ticket({ session }));
    const others = [
      enter(ticket()),
      enter(ticket({ session: uuid() })),
      enter(ticket({ session, room: uuid() })),
    ];
    admissions.expel(expulsion);
    expect(socket.close).toHaveBeenCalledWith(1008, "expelled");
    for (const other of others) expect(other.close).not.toHaveBeenCalled();
    expect(() => enter(ticket({ session }))).toThrow(expect.objectContaining({ code: "unauthorized" }));
    enter(ticket({ session, room: uuid() }));
    const given = ticket({ session });
    vi.advanceTimersByTime(10_000);
    // What another process of the site gave, whose clock is ahead.
    expect(() => enter(ticket({ session }))).toThrow(expect.objectContaining({ code: "unauthorized" }));
    // Who is let in again comes in at once, and still with nothing of before.
    vi.advanceTimersByTime(1);
    enter(ticket({ session }));
    vi.advanceTimersByTime(MINUTE_MS - 10_002);
    expect(() => enter(given)).toThrow(expect.objectContaining({ code: "unauthorized" }));
  });

  it("[D8] is whoever has been here since the day before yesterday, looked for once an hour", () => {
    const { admissions, enter } = opening();
    const first = enter(ticket());
    vi.setSystemTime(DAY_MS);
    const second = enter(ticket());
    admissions.sweep(Date.now());
    expect(first.close).not.toHaveBeenCalled();
    vi.setSystemTime(2 * DAY_MS - 1);
    admissions.sweep(Date.now());
    vi.setSystemTime(2 * DAY_MS);
    admissions.sweep(Date.now());
    expect(first.close).not.toHaveBeenCalled();
    vi.setSystemTime(2 * DAY_MS + 60 * MINUTE_MS);
    admissions.sweep(Date.now());
    expect(first.close).toHaveBeenCalledWith(1013, "open for days");
    expect(second.close).not.toHaveBeenCalled();
    vi.setSystemTime(30 * DAY_MS);
    admissions.sweep(Date.now());
    expect(second.close).toHaveBeenCalledOnce();
  });
});
