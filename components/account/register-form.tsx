"use client";

import { useActionState } from "react";
import type { ActionResult } from "@/lib/action-result";
import { NAME_LENGTH_MAX, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/person";
import { answered } from "../granted";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useHydrated } from "../ui/use-hydrated";
import { enter } from "./enter";

interface RegisterFormProps {
  /** A guest's, to begin with. */
  name: string;
  next: string;
  register: (asked: { name: string; email: string; password: string }) => Promise<ActionResult<unknown>>;
}

interface Given {
  name: string;
  email: string;
  problem?: string | undefined;
}

export function RegisterForm({ name, next, register }: RegisterFormProps) {
  const isHydrated = useHydrated();
  const [given, submit, isPending] = useActionState(
    async (_: Given, form: FormData): Promise<Given> => {
      const shown = { name: String(form.get("name")), email: String(form.get("email")) };
      const password = String(form.get("password"));
      const result = await answered(register({ ...shown, password }));
      if (!result.ok) return { ...shown, problem: result.refusal.message };
      const problem = await enter("credentials", { email: shown.email, password });
      if (!problem) window.location.assign(next);
      return { ...shown, problem };
    },
    { name, email: "" },
  );
  return (
    <form action={submit} className="space-y-4">
      {given.problem && (
        <Banner icon="failed" look="danger">
          {given.problem}
        </Banner>
      )}
      <TextField
        autoComplete="name"
        defaultValue={given.name}
        key={`name-${given.name}`}
        label="Name"
        maxLength={NAME_LENGTH_MAX}
        name="name"
        required
      />
      <TextField
        autoComplete="email"
        defaultValue={given.email}
        key={`email-${given.email}`}
        label="E-mail"
        name="email"
        required
        type="email"
      />
      <TextField
        autoComplete="new-password"
        hint={`At least ${PASSWORD_LENGTH_MIN} characters; a sentence is a good one.`}
        label="Password"
        maxLength={PASSWORD_LENGTH_MAX}
        minLength={PASSWORD_LENGTH_MIN}
        name="password"
        required
        type="password"
      />
      <Button className="w-full" disabled={!isHydrated || isPending} type="submit">
        {isPending ? "Registering…" : "Register"}
      </Button>
    </form>
  );
}
