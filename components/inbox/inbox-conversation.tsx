"use client";

import { createContext, use, useId, useRef, useState } from "react";
import { Group, Panel } from "react-resizable-panels";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { BackLink } from "../conversation/back-link";
import { Conversation, type ConversationProps } from "../conversation/conversation";
import { type Counterpart, Whereabouts } from "../conversation/conversation-header";
import { useMedia } from "../use-media";
import { CustomerButtons } from "./customer-buttons";
import { CustomerPanel, type CustomerPanelProps } from "./customer-panel";
import { PaneHandle } from "./pane-handle";
import { CUSTOMER_WIDTH, keepPaneSizes, keptPaneSizes, type PaneSizes } from "./pane-sizes";

/** From here on the customer can stand beside the conversation: `xl` in the styles. */
const BESIDE = "(width >= 80rem)";

interface InboxConversationProps extends Omit<ConversationProps, "leading" | "trailing" | "frame"> {
  customer: CustomerPanelProps["customer"];
  /** The business in the address of the inbox. */
  business: string | undefined;
  /** As the browser sent them with the request. */
  sizes: PaneSizes;
}

/** A conversation in the inbox, with what is known of the customer: beside it, or in a sheet where room is short. */
export function InboxConversation({ customer, business, sizes, ...props }: InboxConversationProps) {
  const t = useTranslations("inbox");
  const [kept] = useState(() => (typeof document === "undefined" ? sizes : keptPaneSizes()));
  const [isBeside, setBeside] = useState(kept.isCustomerShown);
  const hasRoom = useMedia(BESIDE);
  const group = useRef<HTMLDivElement>(null);
  const paneId = useId();

  function toggle() {
    keepPaneSizes({ isCustomerShown: !isBeside });
    setBeside(!isBeside);
  }

  const panel = (
    <CustomerPanel
      business={business}
      conversationId={props.conversationId}
      customer={customer}
      selfId={props.self.userId}
      whereabouts={<SeenWhereabouts counterpart={props.counterpart} />}
    />
  );
  const query = business === undefined ? {} : { query: { business } };
  return (
    <Conversation
      {...props}
      frame={(conversation, view) => (
        <Seen value={view}>
          <Group
            className="max-xl:*:data-[pane=customer]:hidden! max-xl:*:data-[pane=conversation]:grow!"
            disabled={!hasRoom}
            elementRef={group}
            onLayoutChanged={(layout, { isUserInteraction }) => {
              const percent = layout[paneId] ?? 0;
              const total = group.current?.offsetWidth ?? 0;
              if (isUserInteraction) keepPaneSizes({ customer: (percent / 100) * total });
            }}
            resizeTargetMinimumSize={{ coarse: 24, fine: 24 }}
          >
            <Panel data-pane="conversation" id="conversation" style={{ overflow: "hidden" }}>
              {conversation}
            </Panel>
            {isBeside && (
              <>
                <PaneHandle className="max-xl:hidden" label={t("widthOfCustomer")} />
                <Panel
                  className="bg-surface"
                  data-pane="customer"
                  defaultSize={kept.customer}
                  groupResizeBehavior="preserve-pixel-size"
                  id={paneId}
                  maxSize={CUSTOMER_WIDTH.max}
                  minSize={CUSTOMER_WIDTH.min}
                  style={{ overflow: "hidden" }}
                >
                  <aside aria-label={t("customer.title")} className="flex h-full flex-col">
                    <h2 className="flex min-h-16 shrink-0 items-center border-b border-line px-5 font-semibold">
                      {t("customer.title")}
                    </h2>
                    <div className="min-h-0 flex-1 overflow-y-auto p-5">{panel}</div>
                  </aside>
                </Panel>
              </>
            )}
          </Group>
        </Seen>
      )}
      leading={<BackLink href={{ pathname: "/inbox", ...query }} label={t("inbox")} />}
      trailing={<CustomerButtons isBeside={isBeside} onToggle={toggle} panel={panel} paneId={paneId} />}
    />
  );
}

/** What is seen in the conversation, for what stands beside it. */
const Seen = createContext<ConversationView | null>(null);

function SeenWhereabouts({ counterpart }: { counterpart: Counterpart }) {
  const view = use(Seen);
  return view && <Whereabouts counterpart={counterpart} view={view} />;
}
