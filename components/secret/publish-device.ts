import { canHoldKeys, publishDeviceKey } from "@/lib/client/device-key";
import { granted } from "../granted";
import type { SecretActions } from "./actions";

/** Makes this browser's key for its person and tells the site, where that has not been done today. */
export async function publishDevice(userId: string, publish: SecretActions["publish"]): Promise<void> {
  if (!canHoldKeys()) return;
  await publishDeviceKey(userId, async (device) => granted(await publish(device)), Date.now());
}
