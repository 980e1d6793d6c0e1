import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { Conversation } from "@/components/conversation/conversation";
import { AgentComposing } from "@/components/inbox/agent-composing";
import { InboxConversation } from "@/components/inbox/inbox-conversation";
import { InboxBack } from "@/components/inbox/kept-view";
import { PANES_COOKIE, readPaneSizes } from "@/components/inbox/pane-sizes";
import { ProposeButton } from "@/components/inbox/propose-button";
import { SinceLooked } from "@/components/inbox/since-looked";
import { WorkBar } from "@/components/inbox/work-bar";
import { QueryProvider } from "@/components/query-provider";
import { Words } from "@/components/words";
import { draftedIn } from "@/db/drafts";
import { laterIn } from "@/db/later";
import { sinceLooked } from "@/db/since";
import { isStaff } from "@/lib/permissions";
import { conversationActions } from "../../conversation/conversation-actions";
import { type Opening, openingOf } from "../../conversation/opening";
import { db } from "../../database";
import { toClosedOrNowhere } from "../../not-available/closed-or-nowhere";
import { membershipIn, requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { aroundWithNotes, newTag, savedReplies, setWork, standing } from "../actions";
import { readCustomer } from "../customer";
import { customerActions } from "../customer-actions";
import { keepingActions } from "../keeping-actions";
import { notesOf } from "../notes";
import { readStanding } from "../standing";

type Props = PageProps<"/inbox/[conversation]">;

const inboxActions = { ...conversationActions, around: aroundWithNotes };
const workActions = { standing, set: setWork, makeTag: newTag };

const opened = cache(async (conversationId: string, message?: string | string[]) => {
  const viewer = await requireViewer(`/inbox/${conversationId}`);
  const t = await words("inbox");
  const opening = await openingOf(viewer, conversationId, t("formerCustomer"), message);
  if (!opening) return toClosedOrNowhere(viewer, conversationId);
  if (!isStaff(opening.self.role)) notFound();
  const slug = membershipIn(viewer, opening.businessId)?.businessSlug;
  return { viewer, opening, slug, isFirst: slug === viewer.memberships[0]?.businessSlug };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { message } = await searchParams;
  const [{ opening }, t] = await Promise.all([opened((await params).conversation, message), words("inbox")]);
  return { title: `${opening.counterpart.name} · ${t("inbox")}` };
}

export default async function Page({ params, searchParams }: Props) {
  const { conversation } = await params;
  const { business, message } = await searchParams;
  const { viewer, opening, slug, isFirst } = await opened(conversation, message);
  // The list beside shows the business in the address, so a bare link to another one's conversation gets it.
  if (business !== slug && !(business === undefined && isFirst))
    redirect(`/inbox/${conversation}?business=${slug}${message === undefined ? "" : `&message=${message}`}`);
  const { businessId, conversationId } = opening;
  const own = { conversationId, userId: viewer.id };
  const [since, said, t, notes, stands, drafted, later] = await Promise.all([
    sinceLooked(db(), { conversationId, businessId, userId: viewer.id }),
    wordsFor(
      "common",
      "conversation",
      "attachments",
      "threads",
      "inbox",
      "search",
      "groups",
      "work",
      "keyboard",
      "customers",
      "replies",
      "guard",
      "closing",
      "notes",
      "since",
    ),
    words("inbox"),
    notesOf(opening, message),
    readStanding(viewer, { conversationId }),
    draftedIn(db(), own),
    laterIn(db(), own),
  ]);
  if (!notes.opening) notFound();
  const shown = { conversationId, self: opening.self, standing: stands };
  const bar = (
    <WorkBar {...shown} actions={workActions}>
      {!opening.group && <ProposeButton />}
    </WorkBar>
  );
  return (
    <Words {...said}>
      <h1 className="sr-only md:hidden">{t("inbox")}</h1>
      <SinceLooked key={conversation} since={since}>
        <AgentComposing
          actions={inboxActions}
          keeping={{
            ...{ businessId, conversationId, actions: keepingActions },
            ...{ drafted, hasLater: later.length > 0 },
          }}
          key={`${conversation}/${notes.noteId ?? opening.around?.focusId}`}
          notes={notes.opening}
          replies={repliesFor(opening)}
          self={opening.self}
        >
          {opening.group ? (
            <Conversation
              {...shownOf(opening, notes)}
              actions={inboxActions}
              below={<QueryProvider>{bar}</QueryProvider>}
              leading={<InboxBack label={t("inbox")} />}
            />
          ) : (
            <WithCustomer bar={bar} notes={notes} opening={opening} slug={slug} viewer={viewer} />
          )}
        </AgentComposing>
      </SinceLooked>
    </Words>
  );
}

function repliesFor({ conversationId, counterpart, group, self }: Opening) {
  const customer = group ? null : counterpart.name;
  return { conversationId, customer, agent: self.name, read: savedReplies };
}

type Noted = Awaited<ReturnType<typeof notesOf>>;
type Opened = Pick<Awaited<ReturnType<typeof opened>>, "viewer" | "opening" | "slug">;

interface WithCustomerProps extends Opened {
  notes: Noted;
  bar: ReactNode;
}

async function WithCustomer({ viewer, opening, slug, notes, bar }: WithCustomerProps) {
  const { conversationId } = opening;
  const [customer, jar] = await Promise.all([readCustomer(viewer, { conversationId }), cookies()]);
  return (
    <InboxConversation
      {...shownOf(opening, notes)}
      actions={inboxActions}
      below={bar}
      business={slug}
      businessId={opening.businessId}
      customer={customer}
      customerActions={customerActions}
      sizes={readPaneSizes(jar.get(PANES_COOKIE)?.value)}
    />
  );
}

function shownOf({ businessId: _, ...shown }: Opening, { noteId, around }: Noted) {
  return { ...shown, noteId, around };
}
