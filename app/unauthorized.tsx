import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function Unauthorized() {
  return (
    <main className="py-10" id="main">
      <EmptyState
        action={
          <Link className={buttonClass()} href="/sign-in">
            Sign in
          </Link>
        }
        as="h1"
        icon="person"
        title="Sign in to see this"
      >
        This page belongs to somebody. Sign in, and we will know whether it is you.
      </EmptyState>
    </main>
  );
}
