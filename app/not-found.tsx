import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="py-10" id="main">
      <EmptyState
        action={
          <Link className={buttonClass()} href="/">
            See all businesses
          </Link>
        }
        as="h1"
        icon="compass"
        title="There is nothing here"
      >
        The address may be mistyped, or what was here is gone or not meant for you.
      </EmptyState>
    </main>
  );
}
