import type { Message } from "@/lib/protocol/message";
import { Time } from "../ui/time";

/** Something that happened, told in the timeline. */
export function SystemNotice({ notice, selfId }: { notice: Message; selfId: string }) {
  return (
    <p className="px-5 pt-4 pb-1 text-center text-xs text-ink-faint">
      {wordsOf(notice, selfId)} <span aria-hidden="true">·</span> <Time at={notice.createdAt} form="clock" />
    </p>
  );
}

export function wordsOf({ metadata, body }: Message, selfId: string): string {
  if (metadata.event !== "joined") return body;
  return metadata.userId === selfId ? "You joined" : `${metadata.name} joined`;
}
