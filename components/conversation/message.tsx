"use client";

import { useQuery } from "@tanstack/react-query";
import { memo, useState } from "react";
import type { Delivery } from "@/lib/delivery";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import type { Message as StoredMessage } from "@/lib/protocol/message";
import { granted } from "../granted";
import { Time } from "../ui/time";
import type { ConversationActions } from "./actions";
import { DeliveryMark } from "./delivery-mark";
import { MessageBubble } from "./message-bubble";
import { MessageText } from "./message-text";

interface MessageProps {
  message: StoredMessage;
  self: Participant;
  startsGroup: boolean;
  endsGroup: boolean;
  /** Of an own message. */
  delivery: Delivery | null;
  wholeBody: ConversationActions["wholeBody"];
  onExpand: () => void;
}

/** A stored message. Remembered, because a timeline renders anew at every step of scrolling. */
export const Message = memo(function Message({
  message,
  self,
  startsGroup,
  endsGroup,
  delivery,
  wholeBody,
  onExpand,
}: MessageProps) {
  const whole = useWholeBody(message, wholeBody);
  const isOwn = message.senderId === self.userId;
  const isColleague = isStaff(self.role) && isStaff(message.senderRole);
  return (
    <MessageBubble
      look={isOwn ? "own" : isColleague ? "colleague" : "other"}
      meta={
        <span className={`inline-flex items-center gap-1 ${isOwn ? "text-on-pine-soft" : "text-ink-faint"}`}>
          <Time at={message.createdAt} className={endsGroup ? "" : "sr-only"} form="clock" />
          {delivery && <DeliveryMark delivery={delivery} />}
        </span>
      }
      sender={{ id: message.senderId, name: message.senderName }}
      startsGroup={startsGroup}
    >
      <MessageText body={whole.body} />
      {whole.isAbridged && (
        <>
          <span aria-hidden="true">… </span>
          <button
            className="inline-flex min-h-6 items-center font-semibold underline underline-offset-2"
            disabled={whole.isLoading}
            onClick={() => {
              onExpand();
              whole.show();
            }}
            type="button"
          >
            {whole.isLoading ? "Loading…" : whole.isFailed ? "Could not load. Try again" : "Show all"}
          </button>
        </>
      )}
    </MessageBubble>
  );
});

/** The body as it came, or the whole of it once it was asked for; the cache outlives the scrolled-away bubble. */
function useWholeBody(
  { id, conversationId, body, hasMore }: StoredMessage,
  load: ConversationActions["wholeBody"],
) {
  const [isWanted, setIsWanted] = useState(false);
  const query = useQuery({
    queryKey: ["body", conversationId, id],
    queryFn: async () => granted(await load({ conversationId, messageId: id })),
    enabled: hasMore && isWanted,
  });
  return {
    body: query.data?.body ?? body,
    isAbridged: hasMore && !query.data,
    isLoading: query.isFetching,
    isFailed: query.isError,
    show: () => (isWanted ? void query.refetch() : setIsWanted(true)),
  };
}
