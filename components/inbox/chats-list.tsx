"use client";

import Link from "next/link";
import type { ConversationList as ConversationPage } from "@/lib/protocol/list";
import { QueryProvider } from "../query-provider";
import { buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ConversationList } from "./conversation-list";
import type { ListSource } from "./list-source";

interface ChatsListProps {
  readerId: string;
  firstPage: ConversationPage;
  load: Extract<ListSource, { feed: "me" }>["load"];
}

export function ChatsList({ readerId, firstPage, load }: ChatsListProps) {
  return (
    <QueryProvider>
      <header className="px-5 pt-5 pb-3">
        <h1 className="font-display text-xl">Your chats</h1>
      </header>
      <ConversationList
        empty={
          <EmptyState
            action={
              <Link className={buttonClass()} href="/">
                Find a business
              </Link>
            }
            icon="bubble"
            title="No conversations yet"
          >
            Write to a business on its page; the conversation is kept here.
          </EmptyState>
        }
        firstPage={firstPage}
        source={{ feed: "me", readerId, load }}
      />
    </QueryProvider>
  );
}
