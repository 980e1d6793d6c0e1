import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { BackLink } from "@/components/conversation/back-link";
import { Conversation } from "@/components/conversation/conversation";
import { isStaff } from "@/lib/permissions";
import { conversationActions } from "../../conversation/conversation-actions";
import { openingOf } from "../../conversation/opening";
import { membershipIn, requireViewer } from "../../viewer";

type Props = PageProps<"/inbox/[conversation]">;

const opened = cache(async (conversationId: string) => {
  const viewer = await requireViewer(`/inbox/${conversationId}`);
  const opening = await openingOf(viewer, conversationId);
  if (!opening || !isStaff(opening.self.role)) notFound();
  const slug = membershipIn(viewer, opening.businessId)?.businessSlug;
  return { opening, slug, isFirst: slug === viewer.memberships[0]?.businessSlug };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { opening } = await opened((await params).conversation);
  return { title: `${opening.counterpart.name} · Inbox` };
}

export default async function Page({ params, searchParams }: Props) {
  const { conversation } = await params;
  const { opening, slug, isFirst } = await opened(conversation);
  const { business } = await searchParams;
  // The list beside shows the business in the address, so a bare link to another one's conversation gets it.
  if (business !== slug && !(business === undefined && isFirst))
    redirect(`/inbox/${conversation}?business=${slug}`);
  const { businessId: _, ...shown } = opening;
  return (
    <>
      <h1 className="sr-only md:hidden">Inbox</h1>
      <Conversation
        {...shown}
        actions={conversationActions}
        key={conversation}
        leading={<BackLink href={{ pathname: "/inbox", query: { business: slug } }} label="Inbox" />}
      />
    </>
  );
}
