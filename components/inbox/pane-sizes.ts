/** How somebody has arranged the inbox in this browser; in pixels, so that the server writes the same widths. */
export interface PaneSizes {
  list: number;
  customer: number;
  /** Whether the customer is shown beside the conversation, where there is room. */
  isCustomerShown: boolean;
}

export const PANES_COOKIE = "panes";
const KEPT_SECONDS = 365 * 24 * 60 * 60;

/** Two of the widest leave the conversation room on the narrowest screen that shows them beside it. */
export const LIST_WIDTH = { usual: 352, min: 264, max: 440 } as const;
export const CUSTOMER_WIDTH = { usual: 320, min: 264, max: 420 } as const;

/** What a cookie's value says; where it says nothing that can be used, what is usual. */
export function readPaneSizes(value: string | undefined): PaneSizes {
  const [list, customer, shown] = (value ?? "").split(".");
  return {
    list: within(LIST_WIDTH, list),
    customer: within(CUSTOMER_WIDTH, customer),
    isCustomerShown: shown !== "closed",
  };
}

/** The sizes as this browser keeps them now: newer than what a page was once written with. */
export function keptPaneSizes(): PaneSizes {
  const kept = document.cookie.split("; ").find((each) => each.startsWith(`${PANES_COOKIE}=`));
  return readPaneSizes(kept?.slice(PANES_COOKIE.length + 1));
}

export function keepPaneSizes(change: Partial<PaneSizes>): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the promise of the Cookie Store comes too late when a page is left
  document.cookie = `${PANES_COOKIE}=${paneSizesText({ ...keptPaneSizes(), ...change })}; path=/; max-age=${KEPT_SECONDS}; samesite=lax`;
}

export function paneSizesText({ list, customer, isCustomerShown }: PaneSizes): string {
  return [Math.round(list), Math.round(customer), isCustomerShown ? "open" : "closed"].join(".");
}

function within({ usual, min, max }: { usual: number; min: number; max: number }, text = ""): number {
  const width = /^\d{1,4}$/.test(text) ? Number(text) : usual;
  return Math.min(max, Math.max(min, width));
}
