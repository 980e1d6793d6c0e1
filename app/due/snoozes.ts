import { v5 as uuidOf } from "uuid";
import { snoozesOver, wakesOwed } from "@/db/work";
import { Refusal } from "@/lib/refusal";
import { setWork, tellWoken } from "@/lib/server/rooms";
import { CLOCK, notesIdOf } from "@/lib/work";
import { db } from "../database";
import { roomsOfSite } from "../rooms";

const AT_ONCE_MAX = 50;

/** Opens again what was put aside until now. */
export async function endSnoozes(now: Date): Promise<boolean> {
  const over = await snoozesOver(db(), { now, limit: AT_ONCE_MAX });
  await Promise.all(over.map(endSnooze));
  return over.length === AT_ONCE_MAX;
}

/** Where somebody was faster, it stands as they wished. */
async function endSnooze({ id: conversationId, snoozedUntil }: { id: string; snoozedUntil: Date | null }) {
  const until = snoozedUntil?.toISOString() ?? null;
  const room = notesIdOf(conversationId);
  await setWork(
    roomsOfSite(),
    { party: "main", room, ...CLOCK },
    {
      type: "work:set",
      id: uuidOf(`snoozed until ${until}`, room),
      wish: { status: "open" },
      expected: { status: "snoozed", snoozedUntil: until },
    },
  ).catch(unlessConflict);
}

/** Has the notes tell of customers who came back when the rooms could not. */
export async function tellWakes(): Promise<boolean> {
  const owed = await wakesOwed(db(), AT_ONCE_MAX);
  await Promise.all(
    owed.map(({ id }) => tellWoken(roomsOfSite(), { party: "main", room: notesIdOf(id), ...CLOCK })),
  );
  return owed.length === AT_ONCE_MAX;
}

function unlessConflict(error: unknown): null {
  if (error instanceof Refusal && error.code === "conflict") return null;
  throw error;
}
