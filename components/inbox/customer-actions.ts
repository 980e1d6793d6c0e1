import type { ActionResult } from "@/lib/action-result";
import type { Tag } from "@/lib/tags";
import type { CustomerPanelProps } from "./customer-panel";
import type { Kept } from "./note-keeping";

interface OfConversation {
  conversationId: string;
}

export interface ReasonedBlock {
  until: string | null;
  reason: string;
}

/** What the panel asks of the server; the page passes its server actions in. */
export interface CustomerActions {
  read: (asked: OfConversation) => Promise<ActionResult<CustomerPanelProps["customer"]>>;
  saveNote: (asked: OfConversation & Kept) => Promise<ActionResult<Kept & { isSaved: boolean }>>;
  setTag: (asked: OfConversation & { tagId: string; on: boolean }) => Promise<ActionResult<unknown>>;
  makeTag: (asked: Omit<Tag, "id"> & { businessId: string }) => Promise<ActionResult<Tag>>;
  block: (
    asked: OfConversation & { block: ReasonedBlock | null; rev?: number },
  ) => Promise<ActionResult<{ rev: number; was: ReasonedBlock | null }>>;
}
