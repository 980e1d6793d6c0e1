"use client";

import type { ConversationView } from "@/lib/client/conversation-client";
import { Banner } from "../ui/banner";
import { useLasting } from "./use-lasting";

/** Most interruptions are over before anybody would have noticed. */
const SAID_AFTER_MS = 1_000;

/** Says what is wrong with the line, above the timeline and without moving it. */
export function ConnectionBanner({ connection, refusal, unsent }: ConversationView) {
  const isInterrupted = useLasting(
    connection === "connecting" || connection === "reconnecting",
    SAID_AFTER_MS,
  );
  const isKeeping = unsent.some(({ refused }) => !refused);
  if (connection === "refused") {
    return (
      <Banner className={place} icon="failed" look="danger">
        {refusal?.code === "unauthorized" ? (
          <>
            You are signed out.{" "}
            <a className="font-semibold underline" href="/sign-in">
              Sign in again
            </a>{" "}
            to go on{isKeeping ? "; what you wrote is kept." : "."}
          </>
        ) : (
          <>This conversation cannot be opened any more. {refusal?.message}</>
        )}
      </Banner>
    );
  }
  if (!isInterrupted) return null;
  return (
    <Banner className={place} icon="cloud" look="warning">
      {connection === "connecting" ? "Connecting… " : "Reconnecting… "}
      {isKeeping
        ? "What you wrote is kept and will be sent."
        : "You can go on writing: it is kept and will be sent."}
    </Banner>
  );
}

const place = "absolute inset-x-3 top-3 z-10 mx-auto max-w-md shadow-floating";
