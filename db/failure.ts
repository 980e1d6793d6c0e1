/** SQLSTATEs, and their classes, as Postgres documents them. */
const UNIQUE_VIOLATION = "23505";
const DEADLOCK_DETECTED = "40P01";
const SERIALIZATION_FAILURE = "40001";
/** Only where a statement divides by whether things are as they were when it was worked out. */
const DIVISION_BY_ZERO = "22012";
const DATA_EXCEPTION = "22";
const INTEGRITY_VIOLATION = "23";

/** Somebody else was faster: the same statement will see what they did when it runs again. */
export function isWorthRepeating(error: unknown): boolean {
  return [UNIQUE_VIOLATION, DEADLOCK_DETECTED, SERIALIZATION_FAILURE, DIVISION_BY_ZERO].includes(
    sqlState(error),
  );
}

/** Something with this id or in this place is there. */
export function isTaken(error: unknown): boolean {
  return sqlState(error) === UNIQUE_VIOLATION;
}

/** The database is well, and will never have this. */
export function isAboutTheData(error: unknown): boolean {
  const state = sqlState(error);
  if (state === DIVISION_BY_ZERO) return false;
  return state.startsWith(DATA_EXCEPTION) || state.startsWith(INTEGRITY_VIOLATION);
}

/** Empty when the failure did not come from Postgres itself. */
function sqlState(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
