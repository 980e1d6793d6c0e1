import type { ActionResult } from "@/lib/action-result";
import type { Delivery, Webhook } from "@/lib/webhook";

interface Which {
  businessId: string;
  id: string;
}
type Leading = Pick<Webhook, "url" | "types">;

/** What the owners of a business may have done with its webhooks. */
export interface WebhookActions {
  add: (
    asked: Leading & { businessId: string },
  ) => Promise<ActionResult<{ webhook: Webhook; secret: string }>>;
  change: (asked: Leading & Which) => Promise<ActionResult<Webhook>>;
  set: (asked: Which & { wish: "enabled" | "disabled" | "removed" }) => Promise<ActionResult<Webhook>>;
  rotate: (asked: Which) => Promise<ActionResult<{ webhook: Webhook; secret: string }>>;
  test: (asked: Which) => Promise<ActionResult<Delivery>>;
  sendAgain: (asked: Which) => Promise<ActionResult<Delivery>>;
  log: (
    asked: Which & { before?: string },
  ) => Promise<ActionResult<{ deliveries: Delivery[]; hasMore: boolean }>>;
}
