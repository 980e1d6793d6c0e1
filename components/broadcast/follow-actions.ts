import type { ActionResult } from "@/lib/action-result";
import type { Reading } from "@/lib/following";
import type { Locale } from "@/lib/locale";

export interface ReadingChoices {
  /** Nothing where they do not follow. */
  reading: Reading | null;
  topics: { id: string; name: string }[];
  /** That of their account. */
  email: string | null;
  canPush: boolean;
}

type Asked = { businessId: string };
type Changed = Promise<ActionResult<{ reading: Reading | null }>>;

/** What following a business asks of the server; the pages pass their server actions in. */
export interface FollowActions {
  follow: (asked: Asked & { undo?: string }) => Changed;
  /** `undo` brings it back for a while. */
  stop: (asked: Asked) => Promise<ActionResult<{ undo: string | null }>>;
  read: (asked: Asked) => Promise<ActionResult<ReadingChoices>>;
  choose: (asked: Asked & Pick<Reading, "topicIds" | "isPushed">) => Changed;
  askForMails: (asked: Asked & { email: string; locale: Locale }) => Changed;
  stopMails: (asked: Asked) => Changed;
}
