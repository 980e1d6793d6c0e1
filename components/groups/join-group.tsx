"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { HeldForm } from "@/lib/held-form";
import { GuestForm } from "../account/guest-form";
import { insteadOf } from "../account/instead-of";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { useRefusalWords } from "../use-refusal-words";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface JoinGroupProps {
  token: string;
  businessName: string;
  isSignedIn: boolean;
  signInHref: string;
  accept: (asked: { token: string }) => Promise<ActionResult<{ conversationId: string; isStaff: boolean }>>;
  /** The same where there is no script, and before it is there. */
  acceptByForm: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

/** The one thing to do with an invitation; whoever is nobody yet gives a name first. */
export function JoinGroup(props: JoinGroupProps) {
  const { token, businessName, isSignedIn, signInHref, accept, acceptByForm } = props;
  const t = useTranslations("groups.invitation");
  const router = useRouter();
  const refusalWords = useRefusalWords();
  const [held, send] = useActionState(acceptByForm, null);
  const { wish, isOnItsWay, ...result } = useWish(
    async () => {
      const result = await answered(accept({ token }));
      // What it is now, the page says better.
      if (!result.ok) router.refresh();
      return result;
    },
    ({ conversationId, isStaff }) => {
      router.push(`/${isStaff ? "inbox" : "chats"}/${conversationId}`);
      // Who came as nobody is somebody now, all over the page.
      router.refresh();
    },
  );
  const problem = result.problem ?? (held ? refusalWords(held.refusal.code) : undefined);
  const fields = <input name="token" type="hidden" value={token} />;
  if (!isSignedIn)
    return (
      <div className="text-start">
        <GuestForm
          as="h2"
          businessName={businessName}
          byItself={{ send, fields }}
          onStarted={wish}
          signInHref={signInHref}
        />
        <Problem words={problem} />
      </div>
    );
  return (
    <form action={send} className="w-full" onSubmit={insteadOf(wish)}>
      {fields}
      <Button className="w-full" disabled={isOnItsWay} type="submit">
        {isOnItsWay ? t("joining") : t("join")}
      </Button>
      <Problem words={problem} />
    </form>
  );
}
