import { env } from "@/lib/server/env";
import { isLoopback, isPublicWeb, NotFetched, Outside } from "@/lib/server/outside";
import { webhookHeaders } from "@/lib/server/webhook-signature";
import { isWebhookAddress } from "@/lib/webhook";

interface Posted {
  url: string;
  body: string;
  /** By each of which it is signed. */
  secrets: readonly string[];
  id: string;
  at: Date;
  withinMs: number;
}

/** Tells a server of a business something, as ours. Throws `NotFetched` where nothing was said to it. */
export async function postSigned({ url, body, secrets, id, at, withinMs }: Posted) {
  const toLoopback = env().WEBHOOKS_TO_LOOPBACK;
  if (!isWebhookAddress(url, { toLoopback })) throw new NotFetched("address");
  const outside = toLoopback
    ? new Outside({
        mayDial: (place) => isPublicWeb(place) || isLoopback(place),
        maySendBy: ["https:", "http:"],
      })
    : new Outside();
  return outside.post({
    ...{ url, body, withinMs },
    headers: { ...webhookHeaders({ id, body, at }, secrets), "content-type": "application/json" },
  });
}
