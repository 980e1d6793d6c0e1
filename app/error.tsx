"use client";

import { useTranslations } from "use-intl/react";
import { useTryingAgain } from "@/components/site/use-trying-again";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  useTryingAgain(error, retry);
  const t = useTranslations();
  return (
    <main className="py-10 sm:py-20" id="main">
      <EmptyState
        action={<Button onClick={retry}>{t("common.tryAgain")}</Button>}
        as="h1"
        icon="cloud"
        title={t("site.failed.title")}
      >
        {t("site.failed.advice")}
      </EmptyState>
    </main>
  );
}
