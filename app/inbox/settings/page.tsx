import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { BackLink } from "@/components/conversation/back-link";
import { SavedReplySettings } from "@/components/inbox/saved-reply-settings";
import { Words } from "@/components/words";
import { repliesOf } from "@/db/saved-replies";
import { db } from "../../database";
import { requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { dropReply, keepReply } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("replies"))("settings.title") };
}

/** What an owner decides of the inbox of the business in the address. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings">) {
  const [{ memberships }, { business }] = await Promise.all([requireViewer("/inbox/settings"), searchParams]);
  const chosen = memberships.find(({ businessSlug }) => businessSlug === business) ?? memberships[0];
  if (chosen?.role !== "owner") forbidden();
  const { businessId, businessSlug, businessName } = chosen;
  const [replies, said, t, inbox] = await Promise.all([
    repliesOf(db(), businessId),
    wordsFor("common", "conversation", "replies"),
    words("replies"),
    words("inbox"),
  ]);
  return (
    <Words {...said}>
      <div className="h-full overflow-y-auto bg-paper">
        <header className="flex min-h-16 items-center gap-2 border-b border-line bg-surface px-3 sm:px-5">
          <BackLink href={{ pathname: "/inbox", query: { business: businessSlug } }} label={inbox("inbox")} />
          <div className="min-w-0">
            <h1 className="truncate font-semibold">{t("settings.title")}</h1>
            <p className="truncate text-sm text-ink-soft">
              <bdi>{businessName}</bdi>
            </p>
          </div>
        </header>
        <div className="mx-auto max-w-2xl space-y-10 px-5 py-8">
          <SavedReplySettings businessId={businessId} remove={dropReply} replies={replies} save={keepReply} />
        </div>
      </div>
    </Words>
  );
}
