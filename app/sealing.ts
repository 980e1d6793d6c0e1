import type { Db } from "@/db/client";
import { sealAll } from "@/db/sealing";
import { env } from "@/lib/server/env";
import { recordIncident } from "@/lib/server/incident";
import { log } from "@/lib/server/log";
import { type Keys, seal, sealMark, unseal } from "@/lib/server/sealing";
import { db } from "./database";

/**
 * So long after a start at the earliest: a process of the version before, or with the keys before, may still be there, and
 * could not read what is sealed anew.
 */
const OTHERS_LEFT_MS = 5 * 60_000;

/** Has all that is stored sealed by the newest key, once in the life of this process. */
export function sealStoredLater(): void {
  const run = () =>
    sealStored(db(), env()).then(
      (sealed) => sealed > 0 && log.info("secrets were sealed anew", { sealed }),
      (error: unknown) => recordIncident("sealing", error),
    );
  setTimeout(run, OTHERS_LEFT_MS).unref();
}

/** How many were sealed anew. What cannot be opened stays as it is, and is named. */
export function sealStored(on: Db, keys: Keys): Promise<number> {
  return sealAll(on, {
    mark: sealMark(keys),
    anew: (stored, place) => {
      try {
        return seal(unseal(stored, place, keys), place, keys);
      } catch (error) {
        recordIncident("sealing", error);
        return null;
      }
    },
  });
}
