"use client";

import { useSyncExternalStore } from "react";

/** A form that is sent before its script is there would put what it holds into the address. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
