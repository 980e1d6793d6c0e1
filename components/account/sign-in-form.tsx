"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldForm } from "@/lib/held-form";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { enter } from "./enter";
import { insteadOf } from "./instead-of";
import { PasswordField } from "./password-field";
import { ProblemBanner } from "./problem-banner";
import { type AccountProblem, signInProblem } from "./sign-in-problem";

interface SignInFormProps {
  /** Where to go then; a path of ours. */
  next: string;
  /** Why an earlier try, by way of another site, came back. */
  error: string | undefined;
  /** What signs in where there is no script, and before it is there. */
  signInByForm: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

interface Given {
  email: string;
  problem: AccountProblem | undefined;
}

export function SignInForm({ next, error, signInByForm }: SignInFormProps) {
  const t = useTranslations("account");
  const [held, send] = useActionState(signInByForm, null);
  const refused = held?.refusal.code ?? error;
  const [{ email, problem }, signIn, isPending] = useActionState(
    async (_: Given, form: FormData): Promise<Given> => {
      const given = { email: String(form.get("email")), password: String(form.get("password")) };
      const wrong = await enter("credentials", given);
      // Everything on the page depends on who is looking, so it is loaded anew.
      if (!wrong) window.location.assign(next);
      return { email: given.email, problem: wrong };
    },
    {
      email: held?.typed.email ?? "",
      problem: refused === undefined ? undefined : signInProblem(refused),
    },
  );
  return (
    <form action={send} className="space-y-4" onSubmit={insteadOf(signIn)}>
      <input name="next" type="hidden" value={next} />
      {problem && <ProblemBanner problem={problem} />}
      <TextField
        autoComplete="email"
        defaultValue={email}
        dir="ltr"
        key={email}
        label={t("email")}
        name="email"
        required
        type="email"
      />
      <PasswordField autoComplete="current-password" name="password" required />
      <Button className="mt-2 w-full" disabled={isPending} type="submit">
        {isPending ? t("signIn.doing") : t("signIn.do")}
      </Button>
    </form>
  );
}
