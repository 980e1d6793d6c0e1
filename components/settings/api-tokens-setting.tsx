"use client";

import Link from "next/link";
import { useActionState, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { API_TOKENS_PER_PERSON_MAX, type ApiToken } from "@/lib/api-token";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { useRefusalWords } from "../use-refusal-words";
import { ApiTokenForm, type MakeApiToken } from "./api-token-form";

type Ended = ActionResult<unknown>;

interface ApiTokensSettingProps {
  tokens: ApiToken[];
  isGuest: boolean;
  make: MakeApiToken;
  end: (before: Ended | null, form: FormData) => Promise<Ended>;
}

/** By which tokens programs act for somebody. */
export function ApiTokensSetting({ tokens, isGuest, make, end }: ApiTokensSettingProps) {
  const t = useTranslations("tokens");
  const refusalWords = useRefusalWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [ended, submit, isOnItsWay] = useActionState(end, null);
  // The button that was pressed is gone with its token.
  useEffect(() => {
    if (ended?.ok) heading.current?.focus();
  }, [ended]);
  return (
    <section aria-labelledby={id}>
      <h2 className="font-display text-xl" id={id} ref={heading} tabIndex={-1}>
        {t("title")}
      </h2>
      <p className="mt-1 text-ink-soft">
        {t(isGuest ? "notForGuests" : "advice")}{" "}
        {t.rich("reference", {
          link: (chunks) => (
            <Link
              className="font-medium text-pine-ink underline"
              href="/api-reference"
              key="link"
              prefetch={false}
            >
              {chunks}
            </Link>
          ),
        })}
      </p>
      {!isGuest && (
        <div className="mt-3 space-y-4">
          {tokens.length > 0 && (
            <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
              {tokens.map((token) => (
                <li className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4" key={token.id}>
                  <Token token={token} />
                  <form action={submit}>
                    <input name="id" type="hidden" value={token.id} />
                    <Button
                      aria-label={t("endOf", { name: token.name })}
                      disabled={isOnItsWay}
                      look="secondary"
                      size="small"
                      type="submit"
                    >
                      {t("end")}
                    </Button>
                  </form>
                </li>
              ))}
            </ul>
          )}
          <p className="text-sm text-ink-soft empty:hidden" role="status">
            {ended?.ok && t("ended")}
          </p>
          {ended && !ended.ok && (
            <Banner icon="failed" look="danger">
              {refusalWords(ended.refusal.code)}
            </Banner>
          )}
          <ApiTokenForm isFull={tokens.length >= API_TOKENS_PER_PERSON_MAX} make={make} />
        </div>
      )}
    </section>
  );
}

function Token({ token: { name, scopes, expiresAt, lastUsedAt } }: { token: ApiToken }) {
  const t = useTranslations("tokens");
  return (
    <div className="min-w-0 flex-1 basis-56">
      <h3 className="font-medium wrap-anywhere">
        <bdi>{name}</bdi>
      </h3>
      <p className="mt-0.5 text-sm text-ink-soft">
        {scopes.map((scope) => t(`scopeShort.${scope}`)).join(" · ")}
      </p>
      <p className="mt-0.5 text-sm text-ink-soft">
        {lastUsedAt
          ? t.rich("lastUsed", { when: () => <Time at={lastUsedAt} form="ago" key="when" /> })
          : t("neverUsed")}
        {" · "}
        {expiresAt
          ? t.rich("until", { when: () => <Time at={expiresAt} form="coming" key="when" /> })
          : t("holdsForGood")}
      </p>
    </div>
  );
}
