import { deviceKeyOf } from "@/lib/client/device-key";
import { unseal } from "@/lib/client/sealed-secret";
import type { RefusalCode } from "@/lib/refusal";
import { answered } from "../answered";
import type { SecretActions } from "./actions";

interface Asked {
  conversationId: string;
  messageId: string;
  userId: string;
}

export type Problem = RefusalCode | "unreadable";
export type Read = { text: string } | { problem: Problem };

/** Has a secret given out and reads it on this device. Whoever has no key is told so before it is used up. */
export async function readSecret(
  { userId, ...about }: Asked,
  { open }: Pick<SecretActions, "open">,
): Promise<Read> {
  const device = await deviceKeyOf(userId).catch(() => undefined);
  if (!device) return { problem: "forbidden" };
  const given = await answered(open({ ...about, deviceId: device.id }));
  if (!given.ok) return { problem: given.refusal.code };
  try {
    return { text: await unseal(given.value, about, device) };
  } catch (error) {
    console.warn("a secret could not be read:", error);
    return { problem: "unreadable" };
  }
}
