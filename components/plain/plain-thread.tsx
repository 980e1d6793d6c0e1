"use client";

import { useTranslations } from "use-intl/react";
import type { Member, Participant, Receipt } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";
import { Divider } from "../conversation/divider";
import { type Row, rowsOf } from "../conversation/rows";
import { dayOf, type Reader } from "../ui/moment";
import { PlainMessage } from "./plain-message";
import { PlainNotice } from "./plain-notice";
import { PlainTime } from "./plain-time";

export interface PlainThreadProps {
  messages: Message[];
  self: Participant;
  participants: Member[];
  receipts: Receipt[];
  /** How far the reader had got. */
  readSeq: number;
  reader: Reader;
  /** Where older ones are, if there are some. */
  older: string | null;
  /** What is said at the very beginning. */
  beginning: string;
}

/** A page of what was said, as the timeline says it, for browsers without scripts. */
export function PlainThread(props: PlainThreadProps) {
  const { messages, self, readSeq, reader, older, beginning } = props;
  const t = useTranslations("conversation");
  const unread = messages.find(({ seq, senderId }) => seq > readSeq && senderId !== self.userId);
  const rows = rowsOf({
    ...{ messages, unsent: [], threadId: null, quoted: messages, above: undefined, selfId: self.userId },
    firstUnreadSeq: unread?.seq ?? null,
    dayOf: (at) => dayOf(at, reader.timeZone),
  });
  const [first] = messages;
  return (
    <section aria-label={t("messages")} className="pt-4 pb-3">
      <div className="flex flex-col items-center gap-2 px-5 pb-1 text-center text-xs text-ink-faint">
        {older === null ? (
          <p className="max-w-sm text-balance">{beginning}</p>
        ) : (
          <a
            className="inline-flex min-h-8 items-center rounded-full border border-line bg-surface px-3 font-medium text-ink-soft hover:text-ink"
            href={older}
          >
            {t("older")}
          </a>
        )}
        {first && <PlainTime at={first.createdAt} className="font-medium" form="day" reader={reader} />}
      </div>
      {rows.map((row) => (
        <PlainRow key={row.key} row={row} {...props} />
      ))}
    </section>
  );
}

function PlainRow({ row, ...props }: PlainThreadProps & { row: Row }) {
  const t = useTranslations("conversation");
  switch (row.kind) {
    case "day":
      return (
        <Divider look="day">
          <PlainTime at={row.at} form="day" reader={props.reader} />
        </Divider>
      );
    case "unread":
      return <Divider look="unread">{t("unread")}</Divider>;
    case "notice":
      return <PlainNotice notice={row.message} reader={props.reader} selfId={props.self.userId} />;
    case "message":
      return <PlainMessage row={row} {...props} />;
    default:
      return null;
  }
}
