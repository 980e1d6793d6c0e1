/** Where on a page the button of a widget stands: at the end of its lines, or where they begin. */
export const CORNERS = ["end", "start"] as const;
export type Corner = (typeof CORNERS)[number];

export const THEMES = ["auto", "light", "dark"] as const;
export type WidgetTheme = (typeof THEMES)[number];

/** Sites of a business on which its chat may be shown. */
export const ORIGINS_MAX = 20;
const ORIGIN_LENGTH_MAX = 255;
/** Pine, as the site itself has it. */
export const WIDGET_COLOR = "#1e5b4c";
export const IS_COLOR = /^#[\da-f]{6}$/;

/** How a business has its chat shown on its own sites. */
export interface Widget {
  origins: string[];
  color: string;
  corner: Corner;
  /** Whether its server can say who somebody is. */
  hasSecret: boolean;
}

/** What an owner wrote as the address of a site, as browsers name its origin; `null` for what is none. */
export function originOf(written: string): string | null {
  const text = written.trim();
  if (text.length > ORIGIN_LENGTH_MAX) return null;
  const address = text.includes("://") ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, origin, username, password } = new URL(address);
  const isSafe = protocol === "https:" || (protocol === "http:" && isThisMachine(hostname));
  return isSafe && username === "" && password === "" && /^[\w.:/[\]-]+$/.test(origin) ? origin : null;
}

/** Where a page is tried out before it is put anywhere. */
function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || /^127(\.\d+){3}$/.test(hostname);
}
