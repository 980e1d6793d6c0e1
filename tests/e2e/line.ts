import type { Page, WebSocketRoute } from "@playwright/test";

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
      await Promise.all([...open].map(({ near, far }) => Promise.all([near.close(), far.close()])));
      open.clear();
    },
    restore: () => {
      isCut = false;
    },
  };
}
