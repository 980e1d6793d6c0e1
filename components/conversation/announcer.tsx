import { useTranslations } from "use-intl/react";
import type { Message } from "@/lib/protocol/message";
import { telling } from "@/lib/telling";
import { plainTextOf } from "@/lib/text-blocks";
import { useTelling } from "../use-telling";
import { useNoticeWords } from "./system-notice";

/** More than anybody listens to at once. */
const ANNOUNCED_MAX = 10;

/**
 * Reads each incoming message out once. Apart from the timeline, whose lines come and go with scrolling
 * and would be read again; history, older than `openedSeq`, is not read.
 */
export function Announcer({
  messages,
  selfId,
  openedSeq,
}: {
  messages: Message[];
  selfId: string;
  openedSeq: number;
}) {
  const t = useTranslations("conversation");
  const threads = useTranslations("threads");
  const told = useTelling();
  const noticeWords = useNoticeWords(selfId);
  const incoming = messages
    .slice(-ANNOUNCED_MAX)
    .filter(({ seq, senderId }) => seq > openedSeq && senderId !== selfId);
  return (
    <div aria-live="polite" aria-relevant="additions" className="sr-only">
      {incoming.map((message) => (
        <p key={message.id}>
          {message.kind === "system"
            ? noticeWords(message)
            : (message.threadId ? threads : t)("announcement", {
                name: message.senderName,
                text: plainTextOf(message.body) || told(telling(message)),
              })}
        </p>
      ))}
    </div>
  );
}
