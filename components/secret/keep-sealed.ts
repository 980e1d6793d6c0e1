import { v7 as uuid } from "uuid";
import { seal } from "@/lib/client/sealed-secret";
import type { SecretSide } from "@/lib/protocol/secret";
import type { SecretHours } from "@/lib/secret";
import { granted } from "../granted";
import type { SecretActions } from "./actions";

interface Asked {
  conversationId: string;
  text: string;
  hours: SecretHours;
}

/** What is left to be sent as a message, once the site keeps what was sealed. */
export interface KeptSecret {
  id: string;
  secret: { side: SecretSide; expiresAt: string };
}

/**
 * Seals a text for the devices of the other side and has the site keep it; nothing where they have none yet. Under a new
 * id at every attempt: an earlier one may have been kept with other words, and is removed unsent when its time is over.
 */
export async function keepSealed(
  { conversationId, text, hours }: Asked,
  actions: Pick<SecretActions, "devices" | "keep">,
): Promise<KeptSecret | undefined> {
  const { devices } = granted(await actions.devices({ conversationId }));
  const id = uuid();
  const sealed = await seal(text, { conversationId, messageId: id }, devices);
  if (sealed.envelopes.length === 0) return undefined;
  const secret = granted(await actions.keep({ conversationId, id, ...sealed, expiresInHours: hours }));
  return { id, secret };
}
