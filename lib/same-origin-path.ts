const ANY_ORIGIN = "https://any.example";
const LENGTH_MAX = 2_000;

/** A path of our own to go to, from a text anyone may have written; `fallback` for all that leads elsewhere. */
export function sameOriginPath(target: unknown, fallback = "/"): string {
  if (typeof target !== "string" || !target.startsWith("/") || target.length > LENGTH_MAX) return fallback;
  // The parser of the browser, because `//host`, `/\host` and a tab in between all lead away.
  const url = URL.canParse(target, ANY_ORIGIN) ? new URL(target, ANY_ORIGIN) : null;
  if (url?.origin !== ANY_ORIGIN) return fallback;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `/.//host` is a path of ours until it is put into a link.
  return path.startsWith("//") ? fallback : path;
}
