"use client";

import { useSyncExternalStore } from "react";

/** Whether somebody is looking: the tab is in front and has the focus. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, isAttentive, () => false);
}

function isAttentive(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener("visibilitychange", onChange);
  window.addEventListener("focus", onChange);
  window.addEventListener("blur", onChange);
  return () => {
    document.removeEventListener("visibilitychange", onChange);
    window.removeEventListener("focus", onChange);
    window.removeEventListener("blur", onChange);
  };
}
