"use client";

import { useActionState } from "react";
import { NAME_LENGTH_MAX } from "@/lib/person";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { enter } from "./enter";

interface GuestFormProps {
  businessName: string;
  onStarted: () => void;
  signInHref: string;
}

export function GuestForm({ businessName, onStarted, signInHref }: GuestFormProps) {
  const [problem, start, isStarting] = useActionState(async (_: string | undefined, form: FormData) => {
    const wrong = await enter("guest", { name: String(form.get("name")) });
    if (!wrong) onStarted();
    return wrong;
  }, undefined);
  return (
    <form action={start}>
      <h3 className="font-display text-xl">Say hello to {businessName}</h3>
      <p className="mt-1 mb-5 text-ink-soft">No account needed. Tell them what to call you.</p>
      {problem && (
        <Banner className="mb-4" icon="failed" look="danger">
          {problem}
        </Banner>
      )}
      <TextField
        autoComplete="given-name"
        autoFocus
        hint="You can register later and keep the conversation."
        label="Your name"
        maxLength={NAME_LENGTH_MAX}
        name="name"
        required
      />
      <Button className="mt-5 w-full" disabled={isStarting} type="submit">
        {isStarting ? "Starting…" : "Start chatting"}
      </Button>
      <p className="mt-4 text-center text-sm text-ink-soft">
        Been here before?{" "}
        <a className="inline-flex min-h-6 items-center font-medium text-pine-ink underline" href={signInHref}>
          Sign in
        </a>
      </p>
    </form>
  );
}
