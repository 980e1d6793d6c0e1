import type { Mention } from "@/lib/work";

/** More than anybody chooses from at once. */
const OFFERED_MAX = 6;
const QUERY_LENGTH_MAX = 40;

/** What is being written of a name: from its `@` up to the caret. */
export interface Asked {
  from: number;
  query: string;
}

/** The name that is being written where the caret stands, if one is. */
export function nameAskedAt(text: string, caret: number): Asked | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf("@");
  const query = before.slice(from + 1);
  if (from < 0 || query.length > QUERY_LENGTH_MAX || query.includes("\n") || query.startsWith(" "))
    return null;
  // An address is no name.
  return from === 0 || /[\s([{"'،]/u.test(before[from - 1] ?? "") ? { from, query } : null;
}

/** Those whose name, or one of its words, begins so, or whose first letters do. */
export function offered(people: Mention[], query: string): Mention[] {
  const asked = plain(query);
  return people.filter(({ name }) => isMeant(plain(name), asked)).slice(0, OFFERED_MAX);
}

function isMeant(name: string, asked: string): boolean {
  const words = name.split(/\s+/);
  const isBegun = words.some((_, at) => words.slice(at).join(" ").startsWith(asked));
  return (
    isBegun ||
    words
      .map(([first]) => first)
      .join("")
      .startsWith(asked)
  );
}

/** Without what keyboards leave out. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
