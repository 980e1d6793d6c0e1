import { removeSecrets } from "@/db/secrets";
import { recordIncident } from "@/lib/server/incident";
import { db } from "../database";

const EVERY_MS = 60_000;

/** Removes what nobody can open any more, now and every minute for as long as this process lives. Never throws. */
export async function keepRemovingSecrets(): Promise<void> {
  try {
    while ((await removeSecrets(db())) > 0);
  } catch (error) {
    recordIncident("removal of secrets", error);
  }
  setTimeout(keepRemovingSecrets, EVERY_MS).unref();
}
