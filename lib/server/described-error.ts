const CAUSES_MAX = 4;
const STACK_LINES_MAX = 5;
const ERRORS_MAX = 5;

/** An error as it may be logged: never the message of a failed statement or of what was read, for they quote people. */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error };
  const isDeepest = depth >= CAUSES_MAX || error.cause === undefined;
  return {
    name: error.name,
    ...("code" in error ? { code: error.code } : {}),
    ...(isQuoting(error) ? {} : { message: error.message }),
    stack: stackOf(error),
    ...(error instanceof AggregateError && {
      errors: error.errors.slice(0, ERRORS_MAX).map((each) => describeError(each, depth + 1)),
    }),
    ...(isDeepest ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

/** Of Drizzle, of Postgres, and of whatever cannot read a text and says so by showing it. */
function isQuoting(error: Error): boolean {
  return ("query" in error && "params" in error) || "severity" in error || error instanceof SyntaxError;
}

/** Without the message, which may have several lines. */
function stackOf({ stack = "" }: Error): string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, STACK_LINES_MAX)
    .map((line) => line.trim());
}
