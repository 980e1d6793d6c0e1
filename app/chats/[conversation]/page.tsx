import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BackLink } from "@/components/conversation/back-link";
import { Conversation } from "@/components/conversation/conversation";
import { WithoutScripts } from "@/components/plain/without-scripts";
import { ShowsLogo } from "@/components/ui/shows-logo";
import { Words } from "@/components/words";
import { conversationActions } from "../../conversation/conversation-actions";
import { openingOf } from "../../conversation/opening";
import { toClosedOrNowhere } from "../../not-available/closed-or-nowhere";
import { requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";

type Props = PageProps<"/chats/[conversation]">;

const opened = cache(async (conversationId: string, message?: string | string[]) => {
  const viewer = await requireViewer(`/chats/${conversationId}`);
  const opening = await openingOf(viewer, conversationId, "", message);
  if (!opening) return toClosedOrNowhere(viewer, conversationId);
  return opening.self.role === "customer" ? opening : notFound();
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { counterpart } = await opened((await params).conversation, (await searchParams).message);
  return { title: counterpart.name };
}

export default async function Page({ params, searchParams }: Props) {
  const {
    businessId: _,
    logoId,
    ...opening
  } = await opened((await params).conversation, (await searchParams).message);
  const [said, t] = await Promise.all([
    wordsFor("common", "conversation", "blocked", "attachments", "threads", "search", "groups", "closing"),
    words("inbox"),
  ]);
  return (
    <Words {...said}>
      <WithoutScripts to={`/plain/${opening.conversationId}#latest`} />
      <h1 className="sr-only md:hidden">{t("chats")}</h1>
      <ShowsLogo logoId={logoId} key={`${opening.conversationId}/${opening.around?.focusId}`}>
        <Conversation
          {...opening}
          actions={conversationActions}
          leading={<BackLink href={{ pathname: "/chats" }} label={t("allChats")} />}
        />
      </ShowsLogo>
    </Words>
  );
}
