import { useSyncExternalStore } from "react";
import type { ActivityEvent } from "@/lib/protocol/feed";
import { patiently } from "../patiently";

type ActivityParts = typeof import("./line-activity");

const load = patiently(() => import("./line-activity"));
let parts: ActivityParts | undefined;
const listeners = new Set<() => void>();

/** What shows it comes when somebody else is in a conversation for the first time. */
export async function hearActivity(event: ActivityEvent): Promise<void> {
  parts = await load();
  parts.activities.hear(event);
  for (const listener of listeners) listener();
}

export function useActivityParts(): ActivityParts | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => parts,
    () => undefined,
  );
}
