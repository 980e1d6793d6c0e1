"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { askAuth } from "./ask-auth";

/** Leaving as a guest is for good, so it takes a second press. */
export function SignOutButton({ isGuest }: { isGuest: boolean }) {
  const t = useTranslations("site");
  const [isSure, setIsSure] = useState(!isGuest);
  const isForGood = isSure && isGuest;
  return (
    <Button
      className={`w-full ${isForGood ? "" : "justify-start"}`}
      look={isForGood ? "danger" : "quiet"}
      onClick={async (event) => {
        event.preventDefault();
        if (!isSure) return setIsSure(true);
        const { to } = await askAuth("signout", { callbackUrl: "/" });
        window.location.assign(to);
      }}
      size="small"
      type="submit"
    >
      <Icon className="size-4.5" name="leave" />
      {isForGood ? t("guest.leaveForGood") : isGuest ? t("guest.leave") : t("signOut")}
    </Button>
  );
}
