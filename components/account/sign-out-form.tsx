"use client";

import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldForm } from "@/lib/held-form";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";

interface SignOutFormProps {
  isGuest: boolean;
  signOut: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

/** Leaving as a guest is for good, and says so. */
export function SignOutForm({ isGuest, signOut }: SignOutFormProps) {
  const t = useTranslations("site");
  const refusalWords = useRefusalWords();
  const [held, send] = useActionState(signOut, null);
  return (
    <form action={send}>
      {held && (
        <Banner className="mb-4" icon="failed" look="danger">
          {refusalWords(held.refusal.code)}
        </Banner>
      )}
      <input name="isMeant" type="hidden" value="yes" />
      <Button className="w-full" look={isGuest ? "danger" : "primary"} type="submit">
        {t(isGuest ? "guest.leaveForGood" : "signOut")}
      </Button>
    </form>
  );
}
