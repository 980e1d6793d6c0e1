"use client";

import { useTranslations } from "use-intl/react";
import { Dialog } from "../ui/dialog";
import { fullDateOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";
import { MessageText } from "./message-text";
import type { Revised } from "./use-message-tools";

/** What a message said before it was edited, the newest first. */
export function RevisionsDialog({ revised, onClose }: { revised: Revised; onClose: () => void }) {
  const t = useTranslations("conversation.revisions");
  const reader = useReader();
  const { message, revisions, hasMore } = revised;
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      {revisions.length === 0 && <p className="text-sm text-ink-soft">{t("none")}</p>}
      <ol className="flex flex-col gap-4">
        {revisions.map(({ body, isCut, changedAt, changedBy }) => (
          <li key={changedAt}>
            <p className="text-xs text-ink-soft">
              {t.rich("until", {
                when: reader ? fullDateOf(changedAt, reader) : "",
                name: changedBy ?? message.senderName,
                isolated: (name) => <bdi key="name">{name}</bdi>,
              })}
            </p>
            <div
              className="mt-1 rounded-lg bg-sunken px-3.5 py-2 text-chat [unicode-bidi:plaintext]"
              dir="auto"
            >
              <MessageText body={body} />
              {isCut && "…"}
            </div>
          </li>
        ))}
      </ol>
      {hasMore && <p className="mt-4 text-xs text-ink-soft">{t("more", { count: revisions.length })}</p>}
    </Dialog>
  );
}
