"use client";

import { useSyncExternalStore } from "react";

/** Whether the page is alive: what only the browser knows is not known on the server, nor while it comes alive. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
