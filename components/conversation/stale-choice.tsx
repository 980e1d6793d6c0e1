import { useTranslations } from "use-intl/react";
import { UNSEEN_MAX } from "@/lib/ledger";
import type { Message } from "@/lib/protocol/message";
import { secretOf } from "@/lib/secret";
import { SecretTitle } from "../secret/secret-title";
import { Button } from "../ui/button";

interface StaleChoiceProps {
  unseen: Message[];
  onSendAnyway: () => void;
  /** Where it has words that can be written on. */
  onRewrite: (() => void) | undefined;
  onDiscard: () => void;
}

/** What was said while somebody wrote who had not seen it, and what shall become of their message now. */
export function StaleChoice({ unseen, onSendAnyway, onRewrite, onDiscard }: StaleChoiceProps) {
  const t = useTranslations("guard.stale");
  return (
    <section
      aria-label={t("label")}
      className="mt-1.5 w-full max-w-sm rounded-lg border border-line-strong bg-surface p-3 text-start text-sm shadow-raised"
    >
      <div role="alert">
        <p className="font-semibold">{t("title", { count: unseen.length })}</p>
        <ul className="mt-1.5 flex flex-col gap-1.5 border-s-2 border-pine ps-2.5">
          {unseen.map((message) => (
            <li className="line-clamp-3 wrap-anywhere" key={message.id}>
              <bdi className="font-medium">{message.senderName}</bdi>{" "}
              <span className="text-ink-soft" dir="auto">
                {secretOf(message) ? <SecretTitle /> : wordsOf(message)}
              </span>
            </li>
          ))}
        </ul>
        {unseen.length === UNSEEN_MAX && <p className="mt-1.5 text-ink-soft">{t("more")}</p>}
      </div>
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        <Button onClick={onSendAnyway} size="small">
          {t("sendAnyway")}
        </Button>
        {onRewrite && (
          <Button look="secondary" onClick={onRewrite} size="small">
            {t("edit")}
          </Button>
        )}
        <Button look="quiet" onClick={onDiscard} size="small">
          {t("discard")}
        </Button>
      </div>
    </section>
  );
}

function wordsOf({ body, attachments }: Message): string {
  return [body, ...attachments.map(({ name }) => name)].filter(Boolean).join(" · ");
}
