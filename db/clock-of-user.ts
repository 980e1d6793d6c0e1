import { sql } from "drizzle-orm";
import { users } from "./schema";

/** The time zone somebody goes by: as they chose, or else as their browser said last. */
export const clockOfUser = sql<string | null>`coalesce(${users.chosenTimeZone}, ${users.timeZone})`;
