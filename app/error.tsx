"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ErrorPage({ retry }: { retry: () => void }) {
  return (
    <main className="py-10" id="main">
      <EmptyState
        action={<Button onClick={retry}>Try again</Button>}
        as="h1"
        icon="cloud"
        title="That did not work"
      >
        Something went wrong on our side. What you wrote is kept; try again in a moment.
      </EmptyState>
    </main>
  );
}
