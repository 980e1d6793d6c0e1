"use client";

import { useEffect, useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { isolated } from "../presence";
import { CallShell } from "./call-shell";
import { ring } from "./ring-tone";
import { isInAnotherCall } from "./use-busy-lock";

interface RingCardProps {
  callerId: string;
  name: string;
  onAccept: () => void;
  onDecline: (isBusy: boolean) => void;
}

/**
 * Somebody calls. It is said and heard, and takes the focus only from whoever does nothing else: a key that was meant
 * for a text must not take a call.
 */
export function RingCard({ callerId, name, onAccept, onDecline }: RingCardProps) {
  const t = useTranslations("conversation.call");
  const locale = useLocale();
  const accept = useRef<HTMLButtonElement>(null);
  const decline = useRef(onDecline);
  const [isAnswered, setIsAnswered] = useState(false);
  useEffect(() => {
    if (document.activeElement === document.body) accept.current?.focus();
    void isInAnotherCall().then((isBusy) => isBusy && decline.current(true));
    return ring();
  }, []);
  return (
    <CallShell label={t("label")}>
      <Avatar id={callerId} name={name} />
      <p className="min-w-0 flex-1 text-sm font-semibold" role="alert">
        {t("from", { name: isolated(name, locale) })}
      </p>
      <Button
        aria-label={t("decline")}
        look="danger"
        onClick={() => onDecline(false)}
        size="round"
        title={t("decline")}
      >
        <Icon className="size-5 rotate-[135deg]" name="phone" />
      </Button>
      <Button
        aria-label={t("accept")}
        disabled={isAnswered}
        onClick={() => {
          setIsAnswered(true);
          onAccept();
        }}
        ref={accept}
        size="round"
        title={t("accept")}
      >
        <Icon name="phone" />
      </Button>
    </CallShell>
  );
}
