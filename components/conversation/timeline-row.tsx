import type { ConversationView } from "@/lib/client/conversation-client";
import { deliveryOf } from "@/lib/delivery";
import { Time } from "../ui/time";
import type { ConversationActions } from "./actions";
import { Divider } from "./divider";
import { Message } from "./message";
import type { Row } from "./rows";
import { SystemNotice } from "./system-notice";
import { UnsentMessage } from "./unsent-message";

export interface RowContext {
  view: Pick<ConversationView, "self" | "receipts" | "participants">;
  wholeBody: ConversationActions["wholeBody"];
  onExpand: () => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

export function TimelineRow({ row, context }: { row: Row; context: RowContext }) {
  const { self, receipts, participants } = context.view;
  switch (row.kind) {
    case "day":
      return (
        <Divider look="day">
          <Time at={row.at} form="day" />
        </Divider>
      );
    case "unread":
      return <Divider look="unread">New messages</Divider>;
    case "notice":
      return <SystemNotice notice={row.message} selfId={self.userId} />;
    case "message": {
      const isOwn = row.message.senderId === self.userId;
      return (
        <Message
          delivery={isOwn ? deliveryOf(row.message, receipts, participants) : null}
          endsGroup={row.endsGroup}
          message={row.message}
          onExpand={context.onExpand}
          self={self}
          startsGroup={row.startsGroup}
          wholeBody={context.wholeBody}
        />
      );
    }
    case "unsent":
      return (
        <UnsentMessage
          endsGroup={row.endsGroup}
          onDiscard={context.onDiscard}
          onRetry={context.onRetry}
          startsGroup={row.startsGroup}
          text={row.text}
        />
      );
  }
}
