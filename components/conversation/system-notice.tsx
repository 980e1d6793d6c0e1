import { useLocale, useTranslations } from "use-intl/react";
import { callOf } from "@/lib/call";
import type { Message } from "@/lib/protocol/message";
import { Time } from "../ui/time";
import { useCallWords } from "../use-call-words";
import { isolated } from "./presence";

/** Something that happened, told in the timeline. */
export function SystemNotice({ notice, selfId }: { notice: Message; selfId: string }) {
  const wordsOf = useNoticeWords(selfId);
  return (
    <p className="px-5 pt-4 pb-1 text-center text-xs text-ink-faint">
      {wordsOf(notice)} <span aria-hidden="true">·</span>{" "}
      <Time at={notice.createdAt} className="tabular-nums" form="clock" isExact />
    </p>
  );
}

/** A notice is said from what it tells of, in the reader's language; its body is for other programs. */
export function useNoticeWords(selfId: string): (notice: Message) => string {
  const t = useTranslations("conversation");
  const locale = useLocale();
  const callWords = useCallWords();
  return (notice) => {
    const call = callOf(notice);
    if (call) return callWords(call, call.callerId === selfId);
    const { metadata, body } = notice;
    if (metadata.event !== "joined" || typeof metadata.name !== "string") return body;
    return metadata.userId === selfId
      ? t("youJoined")
      : t("joined", { name: isolated(metadata.name, locale) });
  };
}
