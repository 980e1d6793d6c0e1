import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { Button, buttonClass } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { lookAt } from "./kept-view";
import type { SwitchedBusiness } from "./switched-business";

interface EmptyInboxProps {
  business: SwitchedBusiness;
  /** All are answered and only those who wait were asked for, nobody ever wrote, or not what is looked at. */
  why: "answered" | "new" | "view";
  onSeeAll: () => void;
}

/** What stands where no conversation does. */
export function EmptyInbox({ business, why, onSeeAll }: EmptyInboxProps) {
  if (why === "answered") return <AllAnswered onSeeAll={onSeeAll} />;
  if (why === "new") return <NobodyYet business={business} />;
  return <NothingInView />;
}

function NothingInView() {
  const t = useTranslations("views.empty");
  return (
    <EmptyState
      action={
        <Button look="secondary" onClick={() => lookAt(EVERYTHING_OPEN)}>
          {t("seeOpen")}
        </Button>
      }
      icon="sent"
      title={t("title")}
    >
      {t("advice")}
    </EmptyState>
  );
}

function NobodyYet({ business: { businessSlug, businessName } }: { business: SwitchedBusiness }) {
  const t = useTranslations("inbox.none");
  return (
    <EmptyState
      action={
        <Link className={buttonClass({ look: "secondary" })} href={`/b/${businessSlug}`}>
          {t("seePage")}
        </Link>
      }
      icon="tray"
      title={t("title")}
    >
      {t("advice", { business: businessName })}
    </EmptyState>
  );
}

function AllAnswered({ onSeeAll }: { onSeeAll: () => void }) {
  const t = useTranslations("inbox.answered");
  return (
    <EmptyState
      action={
        <Button look="secondary" onClick={onSeeAll}>
          {t("seeAll")}
        </Button>
      }
      icon="sent"
      title={t("title")}
    >
      {t("advice")}
    </EmptyState>
  );
}
