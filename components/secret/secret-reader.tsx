"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { refusals } from "@/lib/refusal";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { useRefusalWords } from "../use-refusal-words";
import type { SecretActions } from "./actions";
import { type Problem, type Read, readSecret } from "./read-secret";

/** What was shown is hidden by itself: people are called away from their desks. */
const SHOWN_SECONDS = 120;
const SECOND_MS = 1_000;

interface SecretReaderProps {
  conversationId: string;
  messageId: string;
  userId: string;
  sender: string;
  actions: Pick<SecretActions, "open">;
  onClose: () => void;
}

/** Where a secret is read, once. Its words live in this dialog alone, and go with it. */
export function SecretReader(props: SecretReaderProps) {
  const { conversationId, messageId, userId, sender, actions, onClose } = props;
  const t = useTranslations("conversation.secret");
  const [isBusy, setBusy] = useState(false);
  const [read, setRead] = useState<Read | null>(null);

  async function show() {
    if (isBusy) return;
    setBusy(true);
    setRead(await readSecret({ conversationId, messageId, userId }, actions));
    setBusy(false);
  }

  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("from", { name: sender })}>
      {read && "text" in read ? (
        <Shown onClose={onClose} text={read.text} />
      ) : (
        <div className="flex flex-col gap-4">
          {read ? <ProblemWords code={read.problem} /> : <p className="text-ink-soft">{t("warning")}</p>}
          <div className="flex justify-end gap-2">
            <Button look="quiet" onClick={onClose}>
              {t(read ? "leave" : "later")}
            </Button>
            {(!read || canTryAgain(read)) && (
              <Button aria-busy={isBusy} aria-disabled={isBusy} onClick={() => void show()}>
                <Icon name="lock" />
                {t(isBusy ? "opening" : "show")}
              </Button>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** The same device may ask again for a minute, also when it was the answer that was lost. */
function canTryAgain({ problem }: { problem: Problem }): boolean {
  return problem !== "unreadable" && refusals[problem].retryable;
}

function Shown({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useTranslations("conversation.secret");
  const [left, setLeft] = useState(SHOWN_SECONDS);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    const endMs = performance.now() + SHOWN_SECONDS * SECOND_MS;
    const clock = setInterval(
      () => setLeft(Math.max(0, Math.ceil((endMs - performance.now()) / SECOND_MS))),
      SECOND_MS,
    );
    return () => clearInterval(clock);
  }, []);
  useEffect(() => {
    if (left === 0) onClose();
  }, [left, onClose]);
  return (
    <div className="flex flex-col gap-4">
      <p
        className="max-h-[50dvh] overflow-y-auto rounded-md bg-sunken px-3.5 py-2.5 text-base wrap-anywhere whitespace-pre-wrap select-text [unicode-bidi:plaintext]"
        dir="auto"
      >
        {text}
      </p>
      <p className="text-sm text-ink-faint tabular-nums">{t("hides", { count: left })}</p>
      <div className="flex justify-end gap-2">
        <Button
          look="secondary"
          onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(true))}
        >
          <Icon name="copy" />
          <span role="status">{t(isCopied ? "copied" : "copy")}</span>
        </Button>
        <Button onClick={onClose}>{t("done")}</Button>
      </div>
    </div>
  );
}

function ProblemWords({ code }: { code: Problem }) {
  const t = useTranslations("conversation.secret.problems");
  const refusalWords = useRefusalWords();
  switch (code) {
    case "not-found":
    case "conflict":
    case "forbidden":
    case "unreadable":
      return (
        <Banner icon="failed" look="warning">
          {t(code)}
        </Banner>
      );
    default:
      return (
        <Banner icon="failed" look="danger">
          {refusalWords(code)}
        </Banner>
      );
  }
}
