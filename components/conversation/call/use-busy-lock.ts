import { useEffect } from "react";

const LOCK = "servihub-call";

/** Tells the other tabs of this browser that its person is in a call. */
export function useBusyLock(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy || !navigator.locks) return;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    void navigator.locks.request(LOCK, { mode: "shared" }, () => held);
    return letGo;
  }, [isBusy]);
}

export async function isInAnotherCall(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === LOCK);
}
