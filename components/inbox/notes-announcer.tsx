import { useTranslations } from "use-intl/react";
import type { Message } from "@/lib/protocol/message";
import { telling } from "@/lib/telling";
import { plainTextOf } from "@/lib/text-blocks";
import { useTelling } from "../use-telling";
import { useWorkWords } from "./work-notice";

/** More than anybody listens to at once. */
const ANNOUNCED_MAX = 10;

/** Reads out what comes in among the notes, as what it is: nothing of it goes to the customer. */
export function NotesAnnouncer(props: { messages: Message[]; selfId: string; openedSeq: number }) {
  const { messages, selfId, openedSeq } = props;
  const t = useTranslations("notes");
  const told = useTelling();
  const workWords = useWorkWords(selfId);
  const incoming = messages
    .slice(-ANNOUNCED_MAX)
    .filter(({ seq, senderId }) => seq > openedSeq && senderId !== selfId);
  return (
    <div aria-live="polite" className="sr-only">
      {incoming.map((message) => (
        <p key={message.id}>
          {message.kind === "system"
            ? workWords(message)
            : t("announcement", {
                name: message.senderName,
                text: plainTextOf(message.body) || told(telling(message)),
              })}
        </p>
      ))}
    </div>
  );
}
