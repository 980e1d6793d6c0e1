/** The first that fits is it: most browsers say they are others, too. */
const PROGRAMS: [pattern: RegExp, name: string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];
const SYSTEMS: [pattern: RegExp, name: string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];
const USER_AGENT_LENGTH_MAX = 500;
const PRODUCT = /^([A-Za-z][\w.-]{0,29})(?:\/|$)/;

/**
 * What somebody would call what they signed in with, by its User-Agent: names of products alone, and no version that would
 * tell one device from another of its kind. `null` for what does not say.
 */
export function deviceOf(userAgent: string | null): string | null {
  const said = (userAgent ?? "").slice(0, USER_AGENT_LENGTH_MAX);
  const known = [PROGRAMS, SYSTEMS].flatMap((list) => {
    const found = list.find(([pattern]) => pattern.test(said));
    return found ? [found[1]] : [];
  });
  if (known.length > 0) return known.join(" · ");
  const product = PRODUCT.exec(said)?.[1];
  return product === undefined || product === "Mozilla" ? null : product;
}
