import type { Metadata } from "next";
import { ChatLines } from "@/components/plain/chat-lines";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import { notificationSettingsOf } from "@/db/users";
import { readChats } from "../chats/list";
import { db } from "../database";
import { regionalLocale } from "../regional-locale";
import { SiteFooter } from "../site/site-footer";
import { requireViewer } from "../viewer";
import { words, wordsFor } from "../words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("inbox"))("chats") };
}

/** One's conversations, for browsers without scripts. */
export default async function Page({ searchParams }: PageProps<"/plain">) {
  const [viewer, { before }, t, ofInbox] = await Promise.all([
    requireViewer("/plain"),
    searchParams,
    words("plain"),
    words("inbox"),
  ]);
  const asked = typeof before === "string" ? { before } : {};
  const [{ conversations, nextCursor }, { timeZone }, locale] = await Promise.all([
    // An address that somebody made up is one of the newest.
    readChats(viewer, asked).catch(() => readChats(viewer, {})),
    notificationSettingsOf(db(), viewer.id),
    regionalLocale(),
  ]);
  const reader = { nowMs: Date.now(), locale, timeZone: timeZone ?? "UTC" };
  return (
    <Words {...(await wordsFor("common", "plain", "inbox"))}>
      <main className="mx-auto w-full max-w-2xl px-4 py-6 sm:px-6 sm:py-10" id="main">
        <h1 className="mb-4 font-display text-2xl">{ofInbox("chats")}</h1>
        {conversations.length === 0 ? (
          <EmptyState
            action={
              <a className={buttonClass()} href="/">
                {ofInbox("noChats.find")}
              </a>
            }
            icon="bubble"
            title={ofInbox("noChats.title")}
          >
            {ofInbox("noChats.advice")}
          </EmptyState>
        ) : (
          <ChatLines conversations={conversations} reader={reader} readerId={viewer.id} />
        )}
        {nextCursor !== null && (
          <a
            className={`${buttonClass({ look: "secondary", size: "small" })} mt-4`}
            href={`/plain?before=${encodeURIComponent(nextCursor)}`}
          >
            {t("older")}
          </a>
        )}
      </main>
      <SiteFooter />
    </Words>
  );
}
