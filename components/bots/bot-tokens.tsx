"use client";

import { useId, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { ApiToken } from "@/lib/api-token";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { SecretDialog } from "../webhooks/secret-dialog";
import type { BotActions } from "./bot-actions";

interface BotTokensProps extends Pick<BotActions, "makeToken" | "endToken"> {
  businessId: string;
  tokens: ApiToken[];
}

/** By which tokens a bot answers. */
export function BotTokens({ businessId, tokens: atFirst, ...actions }: BotTokensProps) {
  const t = useTranslations("bots.token");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const headingId = useId();
  const [tokens, setTokens] = useState(atFirst);
  const [secret, setSecret] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();

  const make = () =>
    startTransition(async () => {
      const result = await answered(actions.makeToken({ businessId }));
      if (result.ok) {
        setTokens((before) => [...before, result.value.token]);
        setSecret(result.value.secret);
      } else toast({ text: refusalWords(result.refusal.code) });
    });

  const end = ({ id }: ApiToken) =>
    startTransition(async () => {
      const result = await answered(actions.endToken({ businessId, id }));
      if (result.ok) setTokens((before) => before.filter((each) => each.id !== id));
      toast({ text: result.ok ? t("ended") : refusalWords(result.refusal.code) });
    });

  return (
    <section aria-labelledby={headingId}>
      <h2 className="mb-1 font-display text-xl" id={headingId}>
        {t("heading")}
      </h2>
      <p className="mb-3 text-sm text-ink-soft">{t("about")}</p>
      <ul className="mb-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {tokens.length === 0 && <li className="px-4 py-3 text-sm text-ink-soft">{t("none")}</li>}
        {tokens.map((token) => (
          <li className="flex flex-wrap items-center gap-2 px-4 py-3" key={token.id}>
            <p className="min-w-0 flex-1 basis-48 text-sm text-ink-soft">
              <Moments token={token} />
            </p>
            <Button disabled={isOnItsWay} look="secondary" onClick={() => end(token)} size="small">
              {t("end")}
            </Button>
          </li>
        ))}
      </ul>
      <Button data-make-token disabled={isOnItsWay} onClick={make} size="small">
        {t("make")}
      </Button>
      <SecretDialog of="bots.token" onClose={() => setSecret(undefined)} secret={secret} />
    </section>
  );
}

function Moments({ token: { createdAt, lastUsedAt } }: { token: ApiToken }) {
  const t = useTranslations("bots.token");
  return (
    <>
      {t.rich("made", { when: () => <Time at={createdAt} form="ago" key="made" /> })}
      {" · "}
      {lastUsedAt
        ? t.rich("lastUsed", { when: () => <Time at={lastUsedAt} form="ago" key="used" /> })
        : t("unused")}
    </>
  );
}
