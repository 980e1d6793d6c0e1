"use client";

import { type ReactNode, useActionState } from "react";
import { useTranslations } from "use-intl/react";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { enter } from "./enter";
import { insteadOf } from "./instead-of";
import { ProblemBanner } from "./problem-banner";
import type { AccountProblem } from "./sign-in-problem";

interface GuestFormProps {
  businessName: string;
  onStarted: () => void;
  /** Where somebody who has an account goes instead, where that is of any use. */
  signInHref?: string;
  /** How they come in; gives back what went wrong. */
  begin?: (name: string) => Promise<AccountProblem | undefined>;
  /** `h2` where it stands under the title of a page. */
  as?: "h2" | "h3";
  /** What the form does where there is no script, and before it is there; with what else it sends. */
  byItself?: { send: (form: FormData) => void; fields: ReactNode };
}

export function GuestForm(props: GuestFormProps) {
  const { businessName, onStarted, signInHref, begin = enterAsGuest, as: Heading = "h3", byItself } = props;
  const t = useTranslations("account.guest");
  const [problem, start, isStarting] = useActionState(
    async (_: AccountProblem | undefined, form: FormData) => {
      const wrong = await begin(String(form.get("name")));
      if (!wrong) onStarted();
      return wrong;
    },
    undefined,
  );
  return (
    <form {...(byItself ? { action: byItself.send, onSubmit: insteadOf(start) } : { action: start })}>
      {byItself?.fields}
      <Heading className="font-display text-xl">{t("heading", { business: businessName })}</Heading>
      <p className="mt-1 mb-5 text-ink-soft">{t("lead")}</p>
      {problem && <ProblemBanner className="mb-4" problem={problem} />}
      <TextField
        autoComplete="given-name"
        autoFocus
        dir="auto"
        {...(signInHref && { hint: t("nameHint") })}
        label={t("name")}
        maxLength={NAME_LENGTH_MAX}
        name="name"
        required
      />
      <Button className="mt-5 w-full" disabled={isStarting} type="submit">
        {isStarting ? t("doing") : t("do")}
      </Button>
      {signInHref && (
        <p className="mt-4 text-center text-sm text-ink-soft">
          {t("isKnown")}{" "}
          <a
            className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
            href={signInHref}
          >
            {t("signIn")}
          </a>
        </p>
      )}
    </form>
  );
}

function enterAsGuest(name: string) {
  return enter("guest", { name });
}
