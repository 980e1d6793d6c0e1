"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { GuestForm } from "../account/guest-form";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface JoinGroupProps {
  token: string;
  businessName: string;
  isSignedIn: boolean;
  signInHref: string;
  accept: (asked: { token: string }) => Promise<ActionResult<{ conversationId: string; isStaff: boolean }>>;
}

/** The one thing to do with an invitation; whoever is nobody yet gives a name first. */
export function JoinGroup({ token, businessName, isSignedIn, signInHref, accept }: JoinGroupProps) {
  const t = useTranslations("groups.invitation");
  const router = useRouter();
  const { wish, isOnItsWay, problem } = useWish(
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
  if (!isSignedIn)
    return (
      <div className="text-start">
        <GuestForm as="h2" businessName={businessName} onStarted={wish} signInHref={signInHref} />
        <Problem words={problem} />
      </div>
    );
  return (
    <div className="w-full">
      <Button className="w-full" disabled={isOnItsWay} onClick={wish}>
        {isOnItsWay ? t("joining") : t("join")}
      </Button>
      <Problem words={problem} />
    </div>
  );
}
