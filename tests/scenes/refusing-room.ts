import type { Page } from "@playwright/test";
import * as z from "zod";

const sending = z.object({ type: z.literal("message:send"), id: z.string() });

export interface RefusingRoom {
  refuse: () => void;
  relent: () => void;
}

/** A room that takes no texts until it relents. */
export async function refuseTexts(page: Page, message: string): Promise<RefusingRoom> {
  let isRefusing = true;
  await page.routeWebSocket(/\/parties\/main\//, (near) => {
    const far = near.connectToServer();
    near.onMessage((frame) => {
      const sent = sending.safeParse(JSON.parse(String(frame)));
      if (isRefusing && sent.success) {
        const refusal = { code: "closed", message, retryable: false };
        near.send(JSON.stringify({ type: "refused", id: sent.data.id, ...refusal }));
      } else {
        far.send(frame);
      }
    });
  });
  return {
    refuse: () => {
      isRefusing = true;
    },
    relent: () => {
      isRefusing = false;
    },
  };
}
