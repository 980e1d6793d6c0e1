"use client";

import { useActionState } from "react";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useHydrated } from "../ui/use-hydrated";
import { enter } from "./enter";
import { signInProblem } from "./sign-in-problem";

interface SignInFormProps {
  /** Where to go then; a path of ours. */
  next: string;
  /** Why an earlier try, by way of another site, came back. */
  error: string | undefined;
}

export function SignInForm({ next, error }: SignInFormProps) {
  const isHydrated = useHydrated();
  const [{ email, problem }, signIn, isPending] = useActionState(
    async (_: { email: string; problem: string | undefined }, form: FormData) => {
      const given = { email: String(form.get("email")), password: String(form.get("password")) };
      const wrong = await enter("credentials", given);
      // Everything on the page depends on who is looking, so it is loaded anew.
      if (!wrong) window.location.assign(next);
      return { email: given.email, problem: wrong };
    },
    { email: "", problem: error && signInProblem(error) },
  );
  return (
    <form action={signIn} className="space-y-4">
      {problem && (
        <Banner icon="failed" look="danger">
          {problem}
        </Banner>
      )}
      <TextField
        autoComplete="email"
        defaultValue={email}
        key={email}
        label="E-mail"
        name="email"
        required
        type="email"
      />
      <TextField autoComplete="current-password" label="Password" name="password" required type="password" />
      <Button className="w-full" disabled={!isHydrated || isPending} type="submit">
        {isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
