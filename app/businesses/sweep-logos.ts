import { forgetLogos } from "@/db/logos";
import { fileStorage } from "../attachments/storage";
import { db } from "../database";
import { logoFile } from "./logo-file";

/** Removes logos that were not shown for a day, at most `max`. */
export function sweepLogos(max: number): Promise<void> {
  return db().transaction(async (tx) => {
    for (const logo of await forgetLogos(tx, max)) await fileStorage().remove(logoFile(logo));
  });
}
