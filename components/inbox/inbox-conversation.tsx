"use client";

import { useSearchParams } from "next/navigation";
import { createContext, use, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { Conversation, type ConversationProps } from "../conversation/conversation";
import { type Counterpart, Whereabouts } from "../conversation/conversation-header";
import { QueryProvider } from "../query-provider";
import { closeThread } from "../threads/use-thread-pane";
import type { CustomerActions } from "./customer-actions";
import { CustomerButtons } from "./customer-buttons";
import { CustomerPane } from "./customer-pane";
import { CustomerPanel, type CustomerPanelProps } from "./customer-panel";
import { InboxBack } from "./kept-view";
import { currentPaneSizes, keepPaneSizes, type PaneSizes } from "./pane-sizes";
import { useCustomer } from "./use-customer";

interface InboxConversationProps extends Omit<ConversationProps, "leading" | "trailing" | "frame"> {
  customer: CustomerPanelProps["customer"];
  customerActions: CustomerActions;
  businessId: string;
  /** The business in the address of the inbox. */
  business: string | undefined;
  /** As the browser sent them with the request. */
  sizes: PaneSizes;
}

/** A conversation in the inbox, with what is known of the customer: beside it, or in a sheet where room is short. */
export function InboxConversation(props: InboxConversationProps) {
  return (
    <QueryProvider>
      <OpenConversation {...props} />
    </QueryProvider>
  );
}

function OpenConversation({ customer, customerActions, sizes, ...props }: InboxConversationProps) {
  const { business, businessId } = props;
  const t = useTranslations("inbox");
  const [isWanted, setWanted] = useState(() => currentPaneSizes(sizes).isCustomerShown);
  // A thread takes the place of the customer, and gives it back.
  const isThreadOpen = useSearchParams().has("thread");
  const isBeside = isWanted && !isThreadOpen;
  const paneId = useId();

  function toggle() {
    keepPaneSizes({ isCustomerShown: !isBeside });
    setWanted(!isBeside);
    if (isThreadOpen) closeThread();
  }

  const panel = (
    <LivePanel
      actions={customerActions}
      {...{ business, businessId }}
      conversationId={props.conversationId}
      customer={customer}
      levels={props.actions.levels}
      self={props.self}
      whereabouts={<SeenWhereabouts counterpart={props.counterpart} />}
    />
  );
  return (
    <Conversation
      {...props}
      frame={(conversation, view) => (
        <Seen value={view}>
          <div className="flex h-full">
            <div className="min-w-0 flex-1">{conversation}</div>
            {isBeside && (
              <CustomerPane id={paneId} sizes={sizes}>
                {panel}
              </CustomerPane>
            )}
          </div>
        </Seen>
      )}
      leading={<InboxBack label={t("inbox")} />}
      trailing={<CustomerButtons isBeside={isBeside} onToggle={toggle} panel={panel} paneId={paneId} />}
    />
  );
}

/** What is seen in the conversation, for what stands beside it. */
const Seen = createContext<ConversationView | null>(null);

function LivePanel(props: Omit<CustomerPanelProps, "reload">) {
  const { businessId, conversationId, customer, actions, self } = props;
  const participants = use(Seen)?.participants ?? [];
  const read = { conversationId, customer, participants, read: actions.read };
  const live = useCustomer({ readerId: self.userId, businessId, ...read });
  return <CustomerPanel {...props} {...live} />;
}

function SeenWhereabouts({ counterpart }: { counterpart: Counterpart }) {
  const view = use(Seen);
  return view && <Whereabouts counterpart={counterpart} view={view} />;
}
