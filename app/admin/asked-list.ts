/** What stands in the query of a list for admins: whatever makes no sense is as if it were not there. */
export type Query = Record<string, string | string[] | undefined>;

export const states = ["all", "active", "suspended"] as const;

export function textIn(query: Query, name: string, lengthMax: number): string {
  const text = query[name];
  return typeof text === "string" ? text.trim().slice(0, lengthMax) : "";
}

export function choiceIn<Choice extends string>(
  query: Query,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  return choices.find((choice) => choice === query[name]) ?? choices[0];
}

/** Of all, or of those who are suspended, or are not. */
export function suspendedIn(state: (typeof states)[number]): boolean | undefined {
  return state === "all" ? undefined : state === "suspended";
}

/** The same list with something else in its query; what is as it is anyway is left out. */
export function queryWith(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "" && value !== "all"));
}
