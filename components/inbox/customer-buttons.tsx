"use client";

import { lazy, type ReactNode, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { patiently } from "../patiently";
import { IconButton } from "../ui/icon-button";

/** Most agents look at the customer in the pane beside: a sheet is loaded where one is asked for. */
const CustomerSheet = lazy(
  patiently(() => import("./customer-sheet").then((module) => ({ default: module.CustomerSheet }))),
);

interface CustomerButtonsProps {
  /** Whether the pane beside the conversation is open. */
  isBeside: boolean;
  paneId: string;
  onToggle: () => void;
  panel: ReactNode;
}

/** The way to what is known of the customer: in the pane beside, or where room is short in a sheet. */
export function CustomerButtons({ isBeside, paneId, onToggle, panel }: CustomerButtonsProps) {
  const t = useTranslations("inbox.customer");
  const [isAsked, setAsked] = useState(false);
  const [, startTransition] = useTransition();
  return (
    <>
      <span className="max-xl:hidden">
        <IconButton
          aria-controls={isBeside ? paneId : undefined}
          aria-expanded={isBeside}
          icon="panel"
          label={t(isBeside ? "hide" : "show")}
          onClick={onToggle}
        />
      </span>
      <span className="xl:hidden">
        {isAsked ? (
          <CustomerSheet
            title={t("title")}
            trigger={<IconButton data-customer icon="panel" label={t("show")} />}
          >
            {panel}
          </CustomerSheet>
        ) : (
          <IconButton
            aria-haspopup="dialog"
            data-customer
            icon="panel"
            label={t("show")}
            onClick={() => startTransition(() => setAsked(true))}
          />
        )}
      </span>
    </>
  );
}
