"use client";

import { startTransition, useActionState, useId } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import {
  API_TOKEN_NAME_LENGTH_MAX,
  API_TOKENS_PER_PERSON_MAX,
  type ApiToken,
  apiScopes,
  apiTokenDays,
} from "@/lib/api-token";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CopyButton, SecretText } from "../ui/secret-text";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";
import { Card } from "./card";

type Made = ActionResult<{ token: ApiToken; secret: string }>;
export type MakeApiToken = (before: Made | null, form: FormData) => Promise<Made>;

const USUAL_SCOPES: readonly string[] = ["read", "write"];
const USUAL_DAYS = 90;

/** Makes a token, and shows it once. What was chosen stays until one was made. */
export function ApiTokenForm({ make, isFull }: { make: MakeApiToken; isFull: boolean }) {
  const t = useTranslations("tokens");
  const id = useId();
  const refusalWords = useRefusalWords();
  const [made, submit, isOnItsWay] = useActionState(make, null);
  const problemOf = (code: string) =>
    code === "too-many" && isFull
      ? t("full", { max: API_TOKENS_PER_PERSON_MAX })
      : code === "bad-command"
        ? t("wrong")
        : refusalWords(code);
  return (
    <>
      <div role="status">{made?.ok && <Shown {...made.value} />}</div>
      <Card title={t("new")}>
        <form
          action={submit}
          className="mt-3"
          // By itself React would empty what was refused, too.
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            startTransition(() => submit(form));
          }}
        >
          <div className="space-y-4" key={made?.ok ? made.value.token.id : undefined}>
            <TextField
              autoComplete="off"
              dir="auto"
              hint={t("nameHint")}
              label={t("name")}
              maxLength={API_TOKEN_NAME_LENGTH_MAX}
              name="name"
              required
            />
            <Scopes />
            <div>
              <label className="mb-1.5 block text-sm font-medium" htmlFor={`${id}-days`}>
                {t("holds")}
              </label>
              <select
                className="h-11 w-full max-w-sm rounded-md border border-line-strong bg-surface px-3 text-base"
                defaultValue={USUAL_DAYS}
                id={`${id}-days`}
                name="days"
              >
                {apiTokenDays.map((days) => (
                  <option key={days} value={days}>
                    {t("days", { days })}
                  </option>
                ))}
                <option value="">{t("forGood")}</option>
              </select>
            </div>
          </div>
          {made && !made.ok && (
            <Banner className="mt-4" icon="failed" look="danger">
              {problemOf(made.refusal.code)}
            </Banner>
          )}
          <Button className="mt-4" disabled={isOnItsWay} size="small" type="submit">
            {t("make")}
          </Button>
        </form>
      </Card>
    </>
  );
}

function Scopes() {
  const t = useTranslations("tokens");
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t("scopes")}</legend>
      {apiScopes.map((scope) => (
        <label className="flex min-h-11 items-center gap-3 sm:min-h-9" key={scope}>
          <input
            className="size-5 shrink-0 accent-pine"
            defaultChecked={USUAL_SCOPES.includes(scope)}
            name="scope"
            type="checkbox"
            value={scope}
          />
          <span className="min-w-0 flex-1 text-sm">{t(`scope.${scope}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Shown({ token, secret }: { token: ApiToken; secret: string }) {
  const t = useTranslations("tokens");
  return (
    <div className="rounded-xl border border-line bg-surface p-5">
      <h3 className="font-medium wrap-anywhere">{t("made", { name: token.name })}</h3>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("madeAdvice")}</p>
      <SecretText secret={secret} />
      <div className="mt-3">
        <CopyButton text={secret} words={{ copy: t("copy"), copied: t("copied") }} />
      </div>
    </div>
  );
}
