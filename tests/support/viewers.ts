import { randomUUID } from "node:crypto";
import { db } from "@/app/database";
import { type Viewer, viewerOf } from "@/app/viewer";
import type { Db } from "@/db/client";
import { users } from "@/db/schema";
import { startSession } from "@/db/sessions";
import { addGuest } from "@/db/users";
import { type Cast, castForRooms, type Person } from "./cast";

/** The cast in the database of the running rooms, and each of them as the site sees them. */
export async function castOfSite() {
  const cast = await castForRooms();
  return { ...cast, ...(await viewersOf(cast)) };
}

export async function viewersOf({ db, maya, leo, sam, nora }: Cast) {
  const see = ({ userId }: Pick<Person, "userId">) => signedIn(userId);
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
export async function signedIn(userId: string): Promise<Viewer> {
  const viewer = await viewerOf((await startSession(db(), userId)).id);
  if (!viewer) throw new Error("nobody there");
  return viewer;
}

/** Somebody who may do what admins may. */
export async function admin(db: Db): Promise<Viewer> {
  const email = `robin.${randomUUID()}@example.com`;
  const [robin] = await db.insert(users).values({ name: "Robin", email, role: "admin" }).returning();
  if (!robin) throw new Error("nobody was made");
  return signedIn(robin.id);
}
