"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { HeldForm } from "@/lib/held-form";
import { NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/person-lengths";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { enter } from "./enter";
import { insteadOf } from "./instead-of";
import { PasswordField } from "./password-field";
import { ProblemBanner } from "./problem-banner";
import { registerProblem } from "./register-problem";
import type { AccountProblem } from "./sign-in-problem";

interface RegisterFormProps {
  /** A guest's, to begin with. */
  name: string;
  next: string;
  register: (asked: { name: string; email: string; password: string }) => Promise<ActionResult<unknown>>;
  /** What registers where there is no script, and before it is there. */
  registerByForm: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

interface Given {
  name: string;
  email: string;
  problem?: AccountProblem | undefined;
}

export function RegisterForm({ name, next, register, registerByForm }: RegisterFormProps) {
  const t = useTranslations("account");
  const [held, send] = useActionState(registerByForm, null);
  const [given, submit, isPending] = useActionState(
    async (_: Given, form: FormData): Promise<Given> => {
      const shown = { name: String(form.get("name")), email: String(form.get("email")) };
      const password = String(form.get("password"));
      const result = await answered(register({ ...shown, password }));
      if (!result.ok) return { ...shown, problem: registerProblem(result.refusal.code) };
      const problem = await enter("credentials", { email: shown.email, password });
      if (!problem) window.location.assign(next);
      return { ...shown, problem };
    },
    {
      name: held?.typed.name ?? name,
      email: held?.typed.email ?? "",
      problem: held ? registerProblem(held.refusal.code) : undefined,
    },
  );
  return (
    <form action={send} className="space-y-4" onSubmit={insteadOf(submit)}>
      <input name="next" type="hidden" value={next} />
      {given.problem && <ProblemBanner problem={given.problem} />}
      <TextField
        autoComplete="name"
        defaultValue={given.name}
        dir="auto"
        key={`name-${given.name}`}
        label={t("register.name")}
        maxLength={NAME_LENGTH_MAX}
        name="name"
        required
      />
      <TextField
        autoComplete="email"
        defaultValue={given.email}
        dir="ltr"
        key={`email-${given.email}`}
        label={t("email")}
        name="email"
        required
        type="email"
      />
      <PasswordField
        autoComplete="new-password"
        hint={t("register.passwordHint", { count: PASSWORD_LENGTH_MIN })}
        maxLength={PASSWORD_LENGTH_MAX}
        minLength={PASSWORD_LENGTH_MIN}
        name="password"
        required
      />
      <Button className="mt-2 w-full" disabled={isPending} type="submit">
        {isPending ? t("register.doing") : t("register.do")}
      </Button>
    </form>
  );
}
