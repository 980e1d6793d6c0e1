import { forbidden } from "next/navigation";
import type { ReactNode } from "react";
import { InboxList } from "@/components/inbox/inbox-list";
import { Panes } from "@/components/inbox/panes";
import { inboxPage } from "@/db/conversations";
import { db } from "../database";
import { requireViewer } from "../viewer";
import { listInbox } from "./actions";

/** A layout, so that the list keeps its place when another conversation is opened. */
export default async function Layout({ children }: { children: ReactNode }) {
  const { id, memberships } = await requireViewer("/inbox");
  const [first] = memberships;
  if (!first) forbidden();
  const firstPage = await inboxPage(db(), { businessId: first.businessId, readerId: id });
  return (
    <Panes list={<InboxList businesses={memberships} firstPage={firstPage} load={listInbox} readerId={id} />}>
      {children}
    </Panes>
  );
}
