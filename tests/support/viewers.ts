import { randomUUID } from "node:crypto";
import { db } from "@/app/database";
import { type Viewer, viewerOf } from "@/app/viewer";
import { startSession } from "@/db/sessions";
import { addGuest } from "@/db/users";
import { type Cast, castForRooms, type Person } from "./cast";

/** The cast in the database of the running rooms, and each of them as the site sees them. */
export async function castOfSite() {
  const cast = await castForRooms();
  return { ...cast, ...(await viewersOf(cast)) };
}

export async function viewersOf({ db, maya, leo, sam, nora }: Cast) {
  const see = async ({ userId }: Pick<Person, "userId">): Promise<Viewer> => {
    const viewer = await signedIn(userId);
    if (!viewer) throw new Error("nobody there");
    return viewer;
  };
  const guest = await addGuest(db, `Guest ${randomUUID()}`);
  return {
    asMaya: await see(maya),
    asLeo: await see(leo),
    asSam: await see(sam),
    asNora: await see(nora),
    asGuest: await see({ userId: guest.id }),
  };
}

/** Somebody as they are once they have signed in. */
export async function signedIn(userId: string): Promise<Viewer | null> {
  return viewerOf((await startSession(db(), userId)).id);
}
