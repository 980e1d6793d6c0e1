"use client";

import { useLocale, useTranslations } from "use-intl/react";
import { closingOf } from "@/lib/closing";
import { isKeptLate, promisedIn } from "@/lib/promise";
import type { Message } from "@/lib/protocol/message";
import { isolated } from "../conversation/presence";
import { useNoticeWords } from "../conversation/system-notice";
import { clockOf, dayNameOf, type Reader } from "../ui/moment";
import { PlainTime } from "./plain-time";

interface PlainNoticeProps {
  notice: Message;
  selfId: string;
  reader: Reader;
}

/** Something that happened, told in the timeline; of what was asked or promised also how it stands. */
export function PlainNotice({ notice, selfId, reader }: PlainNoticeProps) {
  const wordsOf = useNoticeWords(selfId);
  const stepWords = useStepWords(reader);
  return (
    <p className="px-5 pt-4 pb-1 text-center text-xs text-ink-faint">
      {stepWords(notice) ?? wordsOf(notice)} <span aria-hidden="true">·</span>{" "}
      <PlainTime at={notice.createdAt} className="tabular-nums" form="clock" reader={reader} />
    </p>
  );
}

/** What is said of a question whether all is done, or of a promise; nothing of anything else. */
function useStepWords(reader: Reader): (notice: Message) => string | null {
  const t = useTranslations("closing");
  const locale = useLocale();
  const moment = (at: string) => t("moment", { day: dayNameOf(at, reader), clock: clockOf(at, reader) });
  return (notice) => {
    const name = isolated(notice.senderName, locale);
    const closing = closingOf(notice);
    if (closing) {
      const said = { who: "customer", name, customer: "" };
      const asked = t(`closing.${closing.state}`, said);
      if (closing.state !== "proposed") return asked;
      return `${asked} ${t("closing.until", { ...said, when: moment(closing.until) })}`;
    }
    const promised = promisedIn(notice);
    if (!promised) return null;
    const when = moment(promised.dueAt);
    const what = t(`promise.${isKeptLate(promised) ? "keptLate" : promised.state}`, {
      who: "other",
      name,
      when,
    });
    return `${what}: ${promised.text}`;
  };
}
