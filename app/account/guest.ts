import { z } from "zod/mini";
import { addGuest } from "@/db/users";
import { personName } from "@/lib/person";
import { db } from "../database";
import { parse } from "../operation";
import { limits } from "../redis";
import { refuseIfOff } from "../site-settings";

const guest = z.object({ name: personName });

/** A visitor with no more than a name becomes a user; what they write is theirs when they register. */
export async function startAsGuest(given: unknown, address: string): Promise<{ id: string }> {
  const { name } = parse(guest, given);
  await refuseIfOff("guests");
  await limits().use("guest", address);
  return addGuest(db(), name);
}
