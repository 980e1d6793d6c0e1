import dynamic from "next/dynamic";
import { Suspense } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { callOf } from "@/lib/call";
import type { Message } from "@/lib/protocol/message";
import { patiently } from "../patiently";
import { Time } from "../ui/time";
import { useCallWords } from "../use-call-words";
import { isolated } from "./presence";

/** Comes where completion was proposed, or something promised. */
const StepCard = dynamic(patiently(() => import("../steps/step-card").then((module) => module.StepCard)));

/** Something that happened, told in the timeline. */
export function SystemNotice({ notice, selfId }: { notice: Message; selfId: string }) {
  const wordsOf = useNoticeWords(selfId);
  const { event } = notice.metadata;
  if (event === "closing" || event === "promise")
    return (
      // Nothing else goes away while it is loaded.
      <Suspense>
        <StepCard notice={notice} />
      </Suspense>
    );
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
  const said = useTranslations("common");
  const locale = useLocale();
  const callWords = useCallWords();
  const shown = (name: unknown) => (typeof name === "string" ? isolated(name, locale) : "");
  return (notice) => {
    const call = callOf(notice);
    if (call) return callWords(call, call.callerId === selfId);
    const { event, userId, name, role, isUnreachable, by, byName, title, rank } = notice.metadata;
    if (event === "closing") return said("closing.proposed");
    if (event === "joined")
      return userId === selfId
        ? t("youJoined")
        : t(role === "bot" ? "botJoined" : "joined", { name: shown(name) });
    if (event === "handover")
      return t("handover", {
        who: isUnreachable ? "nobody" : userId === selfId ? "you" : role === "bot" ? "bot" : "other",
        name: shown(name),
      });
    const told = groupEvents.find((each) => each === (event === "ranked" ? rank : event));
    if (!told) return notice.body;
    const who = by === selfId ? "you" : userId === selfId ? "me" : "other";
    return t(`notices.${told}`, { who, name: shown(name), by: shown(byName), title: shown(title) });
  };
}

/** What happens to a group; of a rank, what somebody was made. */
const groupEvents = ["created", "renamed", "added", "removed", "left", "host", "member"] as const;
