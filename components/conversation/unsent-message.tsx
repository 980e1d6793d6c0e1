import type { Unsent } from "@/lib/conversation-state";
import { Time } from "../ui/time";
import { DeliveryMark } from "./delivery-mark";
import { MessageBubble } from "./message-bubble";
import { MessageText } from "./message-text";

interface UnsentMessageProps {
  text: Unsent;
  startsGroup: boolean;
  endsGroup: boolean;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
}

/** What is on its way, or what the room refused and somebody must decide about. */
export function UnsentMessage({ text, startsGroup, endsGroup, onRetry, onDiscard }: UnsentMessageProps) {
  const { id, body, refused, writtenAt } = text;
  return (
    <MessageBubble
      footer={
        refused && (
          <div className="mt-1 flex flex-wrap items-center justify-end gap-x-3 text-sm" role="alert">
            <span className="text-danger">Not sent. {refused.message}</span>
            <button className="min-h-6 font-semibold underline" onClick={() => onRetry(id)} type="button">
              Try again
            </button>
            <button className="min-h-6 font-semibold underline" onClick={() => onDiscard(id)} type="button">
              Discard
            </button>
          </div>
        )
      }
      look={refused ? "failed" : "own"}
      meta={
        !refused && (
          <span className="inline-flex items-center gap-1 text-on-pine-soft">
            <Time at={writtenAt} className={endsGroup ? "" : "sr-only"} form="clock" />
            <DeliveryMark delivery="pending" />
          </span>
        )
      }
      sender={{ id: null, name: "You" }}
      startsGroup={startsGroup}
    >
      <MessageText body={body} />
    </MessageBubble>
  );
}
