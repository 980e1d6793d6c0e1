import { describeError } from "./described-error";

/** Fields that hold what people wrote, or what lets somebody in: never logged, however deep they lie. */
const NEVER_LOGGED = new Set([
  ...["authorization", "cookie", "setcookie", "password", "passwordhash", "secret", "token", "ticket"],
  ...["accesstoken", "refreshtoken", "apitoken", "credential", "key", "privatekey", "signature"],
  ...["body", "text", "words", "draft", "email", "mail", "params", "detail", "payload", "form", "typed"],
]);
const DEPTH_MAX = 6;
const ENTRIES_MAX = 50;
const LENGTH_MAX = 2_000;
const REDACTED = "[redacted]";

/** What looks like a secret or an address wherever it stands. */
const REDACTIONS: [RegExp, string][] = [
  // A failed statement quotes its values.
  [/Failed query:[\s\S]*/g, "Failed query"],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 [redacted]"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, REDACTED],
  [/\b(\w+:\/\/)[^\s/@]+@/g, "$1[redacted]@"],
  [/\?[^\s"'`)]+/g, "?[redacted]"],
  [/[^\s"'<>(),;:=[\]\\]+@[\w.-]+\.[a-z]{2,}/gi, "[mail]"],
];

/** The same, without what the list names and what looks like it; errors are told without what they quote. */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, isSecret(name) ? REDACTED : clean(value, 1)]),
  );
}

export function cleanText(text: string): string {
  const short = text.length > LENGTH_MAX ? `${text.slice(0, LENGTH_MAX)}…` : text;
  return REDACTIONS.reduce((cleaned, [pattern, instead]) => cleaned.replace(pattern, instead), short);
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (value instanceof Error) return clean(describeError(value), depth);
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value;
  if (value instanceof Date) return value;
  if (depth > DEPTH_MAX) return "…";
  if (Array.isArray(value)) return value.slice(0, ENTRIES_MAX).map((each) => clean(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, ENTRIES_MAX)
      .map(([name, each]) => [name, isSecret(name) ? REDACTED : clean(each, depth + 1)]),
  );
}

function isSecret(name: string): boolean {
  return NEVER_LOGGED.has(name.toLowerCase().replaceAll(/[-_]/g, ""));
}
