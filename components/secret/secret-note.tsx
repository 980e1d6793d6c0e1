"use client";

import { useTranslations } from "use-intl/react";
import type { Participant } from "@/lib/protocol/event";
import type { Secret } from "@/lib/protocol/secret";
import { ownSide } from "@/lib/secret";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { useReader } from "../ui/use-reader";
import { SecretTitle } from "./secret-title";

interface SecretNoteProps {
  secret: Secret;
  self: Participant;
  onReveal: () => void;
}

/** What stands in the timeline for a secret: whom it waits for, or what became of it. */
export function SecretNote({ secret, self, onReveal }: SecretNoteProps) {
  const t = useTranslations("conversation.secret");
  const reader = useReader();
  const isOver = reader !== null && Date.parse(secret.expiresAt) <= reader.nowMs;
  const isForUs = secret.side === ownSide(self.role);
  return (
    <>
      <SecretTitle />
      <span className="text-sm opacity-85">
        <Fate isForUs={isForUs} isOver={isOver} secret={secret} selfId={self.userId} />
      </span>
      {isForUs && !isOver && !secret.openedAt && (
        <>
          <br />
          <Button className="mt-2 mb-0.5" look="secondary" onClick={onReveal} size="small">
            {t("reveal")}
          </Button>
        </>
      )}
    </>
  );
}

interface FateProps {
  secret: Secret;
  selfId: string;
  isForUs: boolean;
  isOver: boolean;
}

function Fate({
  secret: { expiresAt, openedAt, openedBy, openedByName = "" },
  selfId,
  isForUs,
  isOver,
}: FateProps) {
  const t = useTranslations("conversation.secret");
  if (openedAt) {
    const when = () => <Moment at={openedAt} key="when" />;
    return openedBy === selfId
      ? t.rich("openedByYou", { when })
      : t.rich("openedBy", { name: openedByName, when });
  }
  if (isOver) return t("expired");
  return t.rich(isForUs ? "onceUntil" : "waitsUntil", { when: () => <Moment at={expiresAt} key="when" /> });
}

function Moment({ at }: { at: string }) {
  return (
    <>
      <Time at={at} form="day" /> <Time at={at} className="tabular-nums" form="clock" />
    </>
  );
}
