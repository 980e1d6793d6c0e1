import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Your chats" };

export default function Page() {
  return (
    <div className="flex h-full items-center">
      <EmptyState icon="bubble" title="Choose a conversation">
        New answers show up in the list by themselves.
      </EmptyState>
    </div>
  );
}
