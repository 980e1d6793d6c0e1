/** What stands at the place of what differs from one request to another: of Next's routes, by their folders' names. */
type Params = unknown;

/** `/api/conversations/[id]` of a path and what was found in it: as many as there are routes. */
export function routeOf(pathname: string, params: Params): string {
  return replaced(pathname, params, () => true);
}

/** The path as it may be logged: who holds a token in an address could use it. */
export function pathOf(pathname: string, params: Params): string {
  return replaced(pathname, params, (name) => name === "token");
}

function replaced(pathname: string, params: Params, isReplaced: (name: string) => boolean): string {
  const names = new Map(
    Object.entries(Object(params)).flatMap(([name, value]) =>
      isReplaced(name) ? [value].flat().map((each) => [String(each), `[${name}]`] as const) : [],
    ),
  );
  return pathname
    .split("/")
    .map((part) => names.get(part) ?? names.get(decoded(part)) ?? part)
    .join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Of what is no encoding the path itself is what Next gave.
    return part;
  }
}
