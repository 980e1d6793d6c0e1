"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldForm } from "@/lib/held-form";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import { ProblemBanner } from "../account/problem-banner";
import { signInProblem } from "../account/sign-in-problem";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

interface BeginFormProps {
  business: { slug: string; name: string };
  /** Whether there is somebody to write; without, a name is asked for. */
  isSignedIn: boolean;
  begin: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

/** What the chat asks before there is a conversation, as a form that needs no script. */
export function BeginForm({ business: { slug, name }, isSignedIn, begin }: BeginFormProps) {
  const t = useTranslations("account.guest");
  const ofDock = useTranslations("profile.dock");
  const [held, submit] = useActionState(begin, null);
  return (
    <form action={submit}>
      <h1 className="font-display text-xl">{t("heading", { business: name })}</h1>
      {held && <ProblemBanner className="mt-4" problem={signInProblem(held.refusal.code)} />}
      <input name="business" type="hidden" value={slug} />
      {isSignedIn ? (
        <Button className="mt-5 w-full" type="submit">
          {ofDock("start")}
        </Button>
      ) : (
        <>
          <p className="mt-1 mb-5 text-ink-soft">{t("lead")}</p>
          <TextField
            autoComplete="given-name"
            defaultValue={held?.typed.name ?? ""}
            dir="auto"
            hint={t("nameHint")}
            label={t("name")}
            maxLength={NAME_LENGTH_MAX}
            name="name"
            required
          />
          <Button className="mt-5 w-full" type="submit">
            {t("do")}
          </Button>
          <p className="mt-4 text-center text-sm text-ink-soft">
            {t("isKnown")}{" "}
            <a
              className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
              href={`/sign-in?next=${encodeURIComponent(`/b/${slug}/chat`)}`}
            >
              {t("signIn")}
            </a>
          </p>
        </>
      )}
    </form>
  );
}
