"use client";

import { useEffect } from "react";
import type { SecretActions } from "./actions";

/** Where the browser does not say when it has nothing to do. */
const LATER_MS = 2_000;

/** Lets people be sent secrets in this browser. Comes last: nothing that is seen waits for it. */
export function useDeviceKey(userId: string, publish: SecretActions["publish"]): void {
  useEffect(
    () =>
      whenIdle(async () => {
        try {
          const { publishDevice } = await import("./publish-device");
          await publishDevice(userId, publish);
        } catch (error) {
          console.warn("nobody can send secrets to this browser yet:", error);
        }
      }),
    [userId, publish],
  );
}

function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const asked = requestIdleCallback(act);
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(act, LATER_MS);
  return () => clearTimeout(timer);
}
