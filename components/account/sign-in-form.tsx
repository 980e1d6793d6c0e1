"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useHydrated } from "../ui/use-hydrated";
import { enter } from "./enter";
import { PasswordField } from "./password-field";
import { ProblemBanner } from "./problem-banner";
import { type AccountProblem, signInProblem } from "./sign-in-problem";

interface SignInFormProps {
  /** Where to go then; a path of ours. */
  next: string;
  /** Why an earlier try, by way of another site, came back. */
  error: string | undefined;
}

interface Given {
  email: string;
  problem: AccountProblem | undefined;
}

export function SignInForm({ next, error }: SignInFormProps) {
  const t = useTranslations("account");
  const isHydrated = useHydrated();
  const [{ email, problem }, signIn, isPending] = useActionState(
    async (_: Given, form: FormData): Promise<Given> => {
      const given = { email: String(form.get("email")), password: String(form.get("password")) };
      const wrong = await enter("credentials", given);
      // Everything on the page depends on who is looking, so it is loaded anew.
      if (!wrong) window.location.assign(next);
      return { email: given.email, problem: wrong };
    },
    { email: "", problem: error === undefined ? undefined : signInProblem(error) },
  );
  return (
    <form action={signIn} className="space-y-4">
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
      <Button className="mt-2 w-full" disabled={!isHydrated || isPending} type="submit">
        {isPending ? t("signIn.doing") : t("signIn.do")}
      </Button>
    </form>
  );
}
