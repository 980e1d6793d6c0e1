import { randomBytes } from "node:crypto";

const ID_BYTES = 4;

/**
 * Logs what nobody expected, and gives back the short id to find it by. Never the message of a failed query
 * or its details: they quote what people wrote.
 */
export function recordIncident(where: string, error: unknown, request?: string): string {
  const id = randomBytes(ID_BYTES).toString("hex");
  console.error(JSON.stringify({ incident: id, where, request, error: describe(error) }));
  return id;
}

function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const isQuery = "query" in error && "params" in error;
  return {
    name: error.name,
    ...("code" in error ? { code: error.code } : {}),
    ...(isQuery ? {} : { message: error.message, stack: error.stack?.split("\n").slice(1, 6) }),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
}
