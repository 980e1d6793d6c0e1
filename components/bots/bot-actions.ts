import type { ActionResult } from "@/lib/action-result";
import type { ApiToken } from "@/lib/api-token";
import type { Bot } from "@/lib/bot";

interface Being {
  businessId: string;
  name: string;
  url: string;
}

/** What the owners of a business may have done with its bot. */
export interface BotActions {
  add: (asked: Being) => Promise<ActionResult<{ bot: Bot; secret: string }>>;
  change: (asked: Being) => Promise<ActionResult<Bot>>;
  setOn: (asked: { businessId: string; isOn: boolean }) => Promise<ActionResult<Bot>>;
  makeToken: (asked: { businessId: string }) => Promise<ActionResult<{ token: ApiToken; secret: string }>>;
  endToken: (asked: { businessId: string; id: string }) => Promise<ActionResult<unknown>>;
  rotate: (asked: { businessId: string }) => Promise<ActionResult<{ bot: Bot; secret: string }>>;
}
