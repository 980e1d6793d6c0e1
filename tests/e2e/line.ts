import type { Page, WebSocketRoute } from "@playwright/test";

/**
 * The line runs inside the page and may complain there of a frame it forwards while it is being cut. The
 * product's own sockets are asked whether they are open before anything is sent.
 */
export const COMPLAINT_OF_THE_LINE = /WebSocket is already in CLOSING or CLOSED state/;

export interface Line {
  cut: () => Promise<void>;
  restore: () => void;
}

/**
 * The page's way to the site and its rooms, to be cut and given back. Sockets really close: the browser's own
 * offline mode would leave open ones alone. To be laid before the page opens any.
 */
export async function lay(page: Page): Promise<Line> {
  let isCut = false;
  const open = new Set<{ near: WebSocketRoute; far: WebSocketRoute }>();
  await page.routeWebSocket(/\/parties\//, async (near) => {
    if (isCut) return void (await near.close());
    const pair = { near, far: near.connectToServer() };
    open.add(pair);
    near.onClose(async (code, reason) => {
      open.delete(pair);
      await pair.far.close({ code, reason });
    });
  });
  await page.route("**/*", (route) => (isCut ? route.abort("internetdisconnected") : route.fallback()));
  return {
    cut: async () => {
      isCut = true;
      // The page's end first, so that it sends nothing into an end that is closing.
      await Promise.all([...open].map(({ near }) => near.close()));
      await Promise.all([...open].map(({ far }) => far.close()));
      open.clear();
    },
    restore: () => {
      isCut = false;
    },
  };
}

/** A network that lets no socket through to the rooms, or nothing but short requests. To be laid before the page opens. */
export async function confine(page: Page, to: "streams" | "requests"): Promise<void> {
  await page.routeWebSocket(/\/parties\//, (socket) => socket.close());
  if (to === "requests") await page.route(/\/parties\//, (route) => route.abort());
}
