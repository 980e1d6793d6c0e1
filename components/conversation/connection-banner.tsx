"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { Banner } from "../ui/banner";
import { useRefusalWords } from "../use-refusal-words";
import { useLasting } from "./use-lasting";

/** Most interruptions are over before anybody would have noticed. */
const SAID_AFTER_MS = 1_000;
const place = "absolute inset-x-3 top-3 z-20 mx-auto max-w-md shadow-floating";

/** Says what is wrong with the line and what becomes of what was written, above the timeline and without moving it. */
export function ConnectionBanner({ connection, refusal, unsent }: ConversationView) {
  const t = useTranslations("conversation.line");
  const refusalWords = useRefusalWords();
  const isOffline = !useIsOnline();
  const isInterrupted = useLasting(connection !== "online" || isOffline, SAID_AFTER_MS);
  const count = unsent.filter(({ refused }) => !refused).length;
  if (connection === "refused") {
    return (
      <Banner className={place} icon="failed" look="danger">
        {refusal?.code === "unauthorized" ? (
          t.rich("signedOut", {
            link: (words) => (
              <a className="font-semibold underline" href="/sign-in">
                {words}
              </a>
            ),
          })
        ) : (
          <>
            {t("closed")} {refusal && refusalWords(refusal.code)}
          </>
        )}{" "}
        {count > 0 && t("keptHere", { count })}
      </Banner>
    );
  }
  if (!isInterrupted) return null;
  return (
    <Banner className={place} icon="cloud" look="warning">
      {isOffline ? t("offline") : connection === "connecting" ? t("connecting") : t("reconnecting")}{" "}
      {t("kept", { count })}
    </Banner>
  );
}

/** What the device knows of its own network: a "no" is true, a "yes" need not be. */
function useIsOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener("online", onChange);
  window.addEventListener("offline", onChange);
  return () => {
    window.removeEventListener("online", onChange);
    window.removeEventListener("offline", onChange);
  };
}
