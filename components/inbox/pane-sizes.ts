/** How somebody has arranged the inbox in this browser; in pixels, so that the server writes the same widths. */
export interface PaneSizes {
  list: number;
  customer: number;
  /** Whether the customer is shown beside the conversation, where there is room. */
  isCustomerShown: boolean;
}

export const PANES_COOKIE = "panes";
const KEPT_SECONDS = 365 * 24 * 60 * 60;

export interface PaneWidth {
  usual: number;
  min: number;
  max: number;
}

/** Two of the widest leave the conversation room on the narrowest screen that shows them beside it. */
export const LIST_WIDTH: PaneWidth = { usual: 352, min: 264, max: 440 };
export const CUSTOMER_WIDTH: PaneWidth = { usual: 320, min: 264, max: 420 };

/** What a cookie's value says; where it says nothing that can be used, what is usual. */
export function readPaneSizes(value: string | undefined): PaneSizes {
  const [list, customer, shown] = (value ?? "").split(".");
  return {
    list: widthIn(list, LIST_WIDTH),
    customer: widthIn(customer, CUSTOMER_WIDTH),
    isCustomerShown: shown !== "closed",
  };
}

/** What holds now: a page that was written earlier does not know what its reader has changed since. */
export function currentPaneSizes(written: PaneSizes): PaneSizes {
  return typeof document === "undefined" ? written : keptPaneSizes();
}

export function keepPaneSizes(change: Partial<PaneSizes>): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the promise of the Cookie Store comes too late when a page is left
  document.cookie = `${PANES_COOKIE}=${paneSizesText({ ...keptPaneSizes(), ...change })}; path=/; max-age=${KEPT_SECONDS}; samesite=lax`;
}

export function clampWidth({ min, max }: PaneWidth, width: number): number {
  return Math.round(Math.min(max, Math.max(min, width)));
}

export function paneSizesText({ list, customer, isCustomerShown }: PaneSizes): string {
  return [list, customer, isCustomerShown ? "open" : "closed"].join(".");
}

function keptPaneSizes(): PaneSizes {
  const kept = document.cookie.split("; ").find((each) => each.startsWith(`${PANES_COOKIE}=`));
  return readPaneSizes(kept?.slice(PANES_COOKIE.length + 1));
}

function widthIn(text = "", of: PaneWidth): number {
  return clampWidth(of, /^\d{1,4}$/.test(text) ? Number(text) : of.usual);
}
