import { cookies } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { InboxList } from "@/components/inbox/inbox-list";
import { ListSkeleton } from "@/components/inbox/list-skeleton";
import { MentionToasts } from "@/components/inbox/mention-toasts";
import { PANES_COOKIE, readPaneSizes } from "@/components/inbox/pane-sizes";
import { Panes } from "@/components/inbox/panes";
import { Toasts } from "@/components/ui/toast";
import { Words } from "@/components/words";
import { inboxPage } from "@/db/inbox";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { db } from "../database";
import { start } from "../groups/actions";
import { searchMessages } from "../search/actions";
import { publish } from "../secrets/actions";
import { hushed } from "../settings/actions";
import { type Membership, requireViewer, type Viewer } from "../viewer";
import { words, wordsFor } from "../words";
import { countViews, desk, listInbox, removeView, saveView, setWork } from "./actions";
import { readDesk } from "./desk";

/** A layout, so that the list keeps its place when another conversation is opened. */
export default async function Layout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer("/inbox");
  const { id, memberships, closedTo } = viewer;
  const [first] = memberships;
  const [closed] = closedTo;
  if (!first && closed) redirect(`/not-available/${closed.businessSlug}`);
  if (!first) forbidden();
  const [said, t, jar] = await Promise.all([
    wordsFor("common", "inbox", "search", "groups", "keyboard", "closing", "notes", "views", "work"),
    words("inbox"),
    cookies(),
  ]);
  return (
    <Words {...said}>
      <Toasts>
        {memberships.map(({ businessId, businessSlug }) => (
          <MentionToasts
            ask={hushed}
            business={{ id: businessId, slug: memberships.length > 1 ? businessSlug : undefined }}
            key={businessId}
            readerId={id}
          />
        ))}
        <Panes
          list={
            <Suspense fallback={<ListSkeleton title={t("inbox")} />}>
              <ReadInbox first={first} viewer={viewer} />
            </Suspense>
          }
          sizes={readPaneSizes(jar.get(PANES_COOKIE)?.value)}
        >
          {children}
        </Panes>
      </Toasts>
    </Words>
  );
}

interface ReadInboxProps {
  viewer: Viewer;
  first: Membership;
}

async function ReadInbox({ viewer, first }: ReadInboxProps) {
  const { businessId } = first;
  const [firstPage, firstDesk] = await Promise.all([
    inboxPage(db(), { businessId, readerId: viewer.id, view: EVERYTHING_OPEN }),
    readDesk(viewer, { businessId }),
  ]);
  return (
    <InboxList
      search={searchMessages}
      businesses={viewer.memberships}
      count={countViews}
      firstDesk={firstDesk}
      firstPage={firstPage}
      load={listInbox}
      startGroup={start}
      publishDevice={publish}
      readDesk={desk}
      readerId={viewer.id}
      savedViews={{ save: saveView, remove: removeView }}
      setWork={setWork}
    />
  );
}
