import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Inbox" };

export default function Page() {
  return (
    <div className="flex h-full items-center">
      <EmptyState icon="tray" title="Choose a conversation">
        What customers write shows up in the list by itself, the newest on top.
      </EmptyState>
    </div>
  );
}
