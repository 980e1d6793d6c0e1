import type { ActionResult } from "@/lib/action-result";
import type { Device, Envelope, SecretSide } from "@/lib/protocol/secret";
import type { SecretHours } from "@/lib/secret";

/** What secrets ask of the server; the pages pass their server actions in. */
export interface SecretActions {
  publish: (device: Device) => Promise<ActionResult<unknown>>;
  devices: (asked: { conversationId: string }) => Promise<ActionResult<{ devices: Device[] }>>;
  keep: (asked: {
    conversationId: string;
    id: string;
    ciphertext: string;
    envelopes: Envelope[];
    expiresInHours: SecretHours;
  }) => Promise<ActionResult<{ side: SecretSide; expiresAt: string }>>;
  open: (asked: {
    conversationId: string;
    messageId: string;
    deviceId: string;
  }) => Promise<ActionResult<{ ciphertext: string; sealedKey: string }>>;
}
