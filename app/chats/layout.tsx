import { cookies } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { ChatsList } from "@/components/inbox/chats-list";
import { ListSkeleton } from "@/components/inbox/list-skeleton";
import { PANES_COOKIE, readPaneSizes } from "@/components/inbox/pane-sizes";
import { Panes } from "@/components/inbox/panes";
import { Words } from "@/components/words";
import { chatsPage } from "@/db/conversations";
import { db } from "../database";
import { searchMessages } from "../search/actions";
import { requireViewer } from "../viewer";
import { words, wordsFor } from "../words";
import { listChats } from "./actions";

/** A layout, so that the list keeps its place when another conversation is opened. */
export default async function Layout({ children }: { children: ReactNode }) {
  const { id } = await requireViewer("/chats");
  const [said, t, jar] = await Promise.all([
    wordsFor("common", "inbox", "search"),
    words("inbox"),
    cookies(),
  ]);
  return (
    <Words {...said}>
      <Panes
        list={
          <Suspense fallback={<ListSkeleton title={t("chats")} />}>
            <ReadChats customerId={id} />
          </Suspense>
        }
        sizes={readPaneSizes(jar.get(PANES_COOKIE)?.value)}
      >
        {children}
      </Panes>
    </Words>
  );
}

async function ReadChats({ customerId }: { customerId: string }) {
  const firstPage = await chatsPage(db(), { customerId });
  return <ChatsList firstPage={firstPage} load={listChats} readerId={customerId} search={searchMessages} />;
}
