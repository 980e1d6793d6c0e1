import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "./words";

export default async function Unauthorized() {
  const t = await words("site");
  return (
    <main className="py-10 sm:py-20" id="main">
      <EmptyState
        action={
          <Link className={buttonClass()} href="/sign-in">
            {t("signIn")}
          </Link>
        }
        as="h1"
        icon="person"
        title={t("unauthorized.title")}
      >
        {t("unauthorized.advice")}
      </EmptyState>
    </main>
  );
}
