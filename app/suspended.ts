import { Refusal } from "@/lib/refusal";

const LOOKED_AT_EVERY_MS = 10 * 60_000;

/** When it is looked again at what waits because its business is suspended. */
export function onceMoreAt(now: Date): Date {
  return new Date(now.getTime() + LOOKED_AT_EVERY_MS);
}

/** To those who have access to what is a suspended business's; to all others it is not there. */
export function refuseClosed({ isClosed }: { isClosed: boolean }): void {
  if (isClosed) throw new Refusal("closed", { message: "This business is not available at present." });
}
