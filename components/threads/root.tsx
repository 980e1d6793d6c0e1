import { presentForm } from "@/lib/amendments";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { type RowContext, TimelineRow } from "../conversation/timeline-row";

interface RootProps {
  message: Message;
  context: RowContext;
  view: ConversationView;
}

/** The message that a thread grows from, above all that was said in it. */
export function Root({ message, context, view }: RootProps) {
  const present = presentForm(view, message);
  const row = { kind: "message", key: present.id, message: present, quote: undefined } as const;
  return (
    <div className="max-h-2/5 shrink-0 overflow-y-auto border-b border-line bg-surface pb-3">
      <TimelineRow context={context} isTabStop row={{ ...row, startsGroup: true, endsGroup: true }} />
    </div>
  );
}
