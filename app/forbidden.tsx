import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { words } from "./words";

export default async function Forbidden() {
  const t = await words("site");
  return (
    <main className="py-10 sm:py-20" id="main">
      <EmptyState
        action={
          <Link className={buttonClass({ look: "secondary" })} href="/">
            {t("seeAll")}
          </Link>
        }
        as="h1"
        icon="lock"
        title={t("forbidden.title")}
      >
        {t("forbidden.advice")}
      </EmptyState>
    </main>
  );
}
