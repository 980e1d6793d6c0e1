import { v5 as uuidOf } from "uuid";
import { audit, SYSTEM } from "@/db/audit";
import { claimRetention, finishRetention, goOnWith } from "@/db/retention";
import { type Silent, silentSince } from "@/db/silent";
import { openAmong, type Taken, takeWords } from "@/db/taking-words";
import { Refusal } from "@/lib/refusal";
import { DAY_MS, type Keeping } from "@/lib/retention";
import { recordIncident } from "@/lib/server/incident";
import { changeMessage, setWork } from "@/lib/server/rooms";
import { CLOCK, notesIdOf } from "@/lib/work";
import { removeUnsent } from "../attachments/sweep";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

/** Of one business; what else is due waits no longer for it. */
export const BATCHES_AT_ONCE = 5;
export const ARCHIVED_AT_ONCE_MAX = 50;

/**
 * Takes what one business keeps no longer, and archives what is silent there. All of it may be done twice: what is taken
 * is not found again, and what is left is found by whoever is next. A business of which there is more waits for its turn.
 */
export async function keepNoLonger(now: Date): Promise<boolean> {
  const business = await claimRetention(db(), now);
  if (!business) return false;
  const { businessId } = business;
  const isMore = [await takeFrom(business, now), await archiveIn(business, now)].includes(true);
  if (isMore) await goOnWith(db(), { businessId, now });
  else
    await db().transaction(async (tx) => {
      const count = await finishRetention(tx, { businessId, now });
      const told = { businessId, subjectId: businessId, detail: { count } };
      if (count > 0) await audit(tx, { ...SYSTEM, kind: "business.retention-applied", ...told });
    });
  return !isMore;
}

type Business = Keeping & { businessId: string };
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Whether there may be more. */
async function takeFrom({ businessId, messageDays }: Business, now: Date): Promise<boolean> {
  if (messageDays === null) return false;
  for (let n = 0; n < BATCHES_AT_ONCE; n += 1) {
    const taken = await takeWords(db(), { businessId, before: daysBefore(now, messageDays) });
    if (taken.messages === 0) return false;
    await tellRooms(taken);
    while (taken.files > 0 && (await removeUnsent()));
  }
  return true;
}

/**
 * Has rooms that somebody may have open notice that something changed: they are asked for what is so already, and see
 * by its version that there is something to tell. Whoever is not told now is with the next thing that happens.
 */
async function tellRooms({ told }: Taken): Promise<void> {
  const open = await openAmong(
    db(),
    told.map(({ conversationId }) => conversationId),
  );
  const asked = told
    .filter(({ conversationId }) => open.has(conversationId))
    .map(({ conversationId: room, messageId: id }) =>
      changeMessage(roomsOfSite(), { party: "main", room, ...CLOCK }, { type: "message:delete", id }),
    );
  for (const each of await Promise.allSettled(asked))
    if (each.status === "rejected" && !isNothingToDelete(each.reason))
      recordIncident("due: telling of what is kept no longer", each.reason);
}

/** Of a notice nobody can ask this. */
function isNothingToDelete(reason: unknown): boolean {
  return reason instanceof Refusal && reason.code === "not-found";
}

/** Whether there may be more. */
async function archiveIn({ businessId, archiveDays }: Business, now: Date): Promise<boolean> {
  if (archiveDays === null) return false;
  const before = daysBefore(now, archiveDays);
  const silent = await silentSince(db(), { businessId, before, limit: ARCHIVED_AT_ONCE_MAX });
  const archived = await Promise.all(silent.map(archive));
  return silent.length === ARCHIVED_AT_ONCE_MAX && archived.includes(true);
}

/** As a person would, who has seen all of it; where somebody said something or was faster, it stays. */
async function archive({ id, status, lastSeq, since }: Silent): Promise<boolean> {
  const room = notesIdOf(id);
  const ticket = { party: "main", room, ...CLOCK } as const;
  try {
    const told = await setWork(roomsOfSite(), ticket, {
      type: "work:set",
      id: uuidOf(`silent since ${since}, ${status}`, room),
      wish: { status: "archived" },
      expected: { status },
      basedOnSeq: lastSeq,
    });
    return told !== null;
  } catch (error) {
    if (error instanceof Refusal && (error.code === "conflict" || error.code === "stale")) return false;
    throw error;
  }
}
