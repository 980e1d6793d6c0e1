import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function Forbidden() {
  return (
    <main className="py-10" id="main">
      <EmptyState
        action={
          <Link className={buttonClass({ look: "secondary" })} href="/">
            See all businesses
          </Link>
        }
        as="h1"
        icon="person"
        title="This is not open to you"
      >
        You are signed in, but this page is for others. Ask an owner of the business to make you a member.
      </EmptyState>
    </main>
  );
}
