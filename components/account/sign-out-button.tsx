"use client";

import { useState } from "react";
import { Button } from "../ui/button";

/** Leaving as a guest is for good, so it takes a second press. */
export function SignOutButton({ className, isGuest }: { className?: string; isGuest: boolean }) {
  const [isSure, setIsSure] = useState(!isGuest);
  return (
    <Button
      className={className}
      look="secondary"
      onClick={async () => {
        if (!isSure) return setIsSure(true);
        const { signOut } = await import("next-auth/react");
        await signOut({ callbackUrl: "/" });
      }}
      size="small"
    >
      {isSure && isGuest ? "Leave and lose my conversations" : isGuest ? "Leave" : "Sign out"}
    </Button>
  );
}
