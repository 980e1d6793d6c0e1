import { v7 as newId } from "uuid";
import { businessesInTurn, inTurn, leasesOver, markGiven, setLease, waitingIn } from "@/db/turns";
import { Refusal } from "@/lib/refusal";
import { hereIn, type Seat } from "@/lib/server/presence";
import { setWork } from "@/lib/server/rooms";
import { CLOCK, notesIdOf, type WorkWish } from "@/lib/work";
import { db } from "../database";
import { redis } from "../redis";
import { roomsOfSite } from "../rooms";

/** Whoever was given a conversation and then is gone for so long loses it. */
export const LEASE_MS = 2 * 60_000;
const BUSINESSES_AT_ONCE_MAX = 100;
const LEASES_AT_ONCE_MAX = 50;
/** Of one business; the rest follows in a moment. */
export const GIVEN_AT_ONCE_MAX = 20;

/**
 * What was given to somebody stays theirs while they are there, and for good once they did something about it. What
 * nobody holds any more is given out anew.
 */
export async function endLeases(now: Date): Promise<boolean> {
  const nowMs = now.getTime();
  const over = await leasesOver(db(), { now, limit: LEASES_AT_ONCE_MAX });
  const here = await hereIn(redis(), [...new Set(over.map(({ businessId }) => businessId))], nowMs);
  const isHere = (seat: Seat) =>
    here.some(({ businessId, userId }) => businessId === seat.businessId && userId === seat.userId);
  for (const lease of over) {
    const { id, businessId, holderId, status, isMember } = lease;
    if (holderId === null || (isMember && status !== "open")) await setLease(db(), { ...lease, until: null });
    else if (isMember && isHere({ businessId, userId: holderId }))
      await setLease(db(), { ...lease, until: new Date(nowMs + LEASE_MS) });
    else await assign(id, { wish: { assigneeId: null }, expected: { assigneeId: holderId } });
  }
  return over.length === LEASES_AT_ONCE_MAX;
}

/**
 * Gives what waits and is nobody's to the members who are there, each time to whom was given something longest ago.
 * Where somebody was faster, they have it.
 */
export async function giveOut(now: Date): Promise<boolean> {
  let after: string | null = null;
  do {
    const businessIds: string[] = await businessesInTurn(db(), { after, limit: BUSINESSES_AT_ONCE_MAX });
    await giveOutIn(businessIds, now.getTime());
    after = businessIds.length === BUSINESSES_AT_ONCE_MAX ? (businessIds.at(-1) ?? null) : null;
  } while (after !== null);
  return false;
}

async function giveOutIn(businessIds: string[], nowMs: number): Promise<void> {
  const turns = await inTurn(db(), await hereIn(redis(), businessIds, nowMs));
  const present = [...new Set(turns.map(({ businessId }) => businessId))];
  const leaseUntil = new Date(nowMs + LEASE_MS).toISOString();
  for (const { id, businessId } of await waitingIn(db(), {
    businessIds: present,
    limit: GIVEN_AT_ONCE_MAX,
  })) {
    const place = turns.findIndex((seat) => seat.businessId === businessId);
    const next = turns[place];
    if (!next) continue;
    const isGiven = await assign(id, {
      wish: { assigneeId: next.userId },
      expected: { assigneeId: null, status: "open" },
      leaseUntil,
    });
    if (!isGiven) continue;
    turns.push(...turns.splice(place, 1));
    await markGiven(db(), next);
  }
}

interface Assigning {
  wish: WorkWish;
  expected: WorkWish;
  leaseUntil?: string;
}

/** Whether it was this that assigned it: somebody may have been faster, or whose turn it was is no member any more. */
async function assign(conversationId: string, asked: Assigning): Promise<boolean> {
  const ticket = { party: "main", room: notesIdOf(conversationId), ...CLOCK } as const;
  try {
    return (await setWork(roomsOfSite(), ticket, { type: "work:set", id: newId(), ...asked })) !== null;
  } catch (error) {
    if (error instanceof Refusal && (error.code === "conflict" || error.code === "not-found")) return false;
    throw error;
  }
}
