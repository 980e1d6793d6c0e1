"use client";

import { useEffect } from "react";
import { whenIdle } from "../when-idle";
import type { SecretActions } from "./actions";

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
