import type { ReactNode } from "react";
import { ChatsList } from "@/components/inbox/chats-list";
import { Panes } from "@/components/inbox/panes";
import { chatsPage } from "@/db/conversations";
import { db } from "../database";
import { requireViewer } from "../viewer";
import { listChats } from "./actions";

/** A layout, so that the list keeps its place when another conversation is opened. */
export default async function Layout({ children }: { children: ReactNode }) {
  const { id } = await requireViewer("/chats");
  const firstPage = await chatsPage(db(), { customerId: id });
  return <Panes list={<ChatsList firstPage={firstPage} load={listChats} readerId={id} />}>{children}</Panes>;
}
