"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { PaneHandle } from "./pane-handle";
import { CUSTOMER_WIDTH, currentPaneSizes, keepPaneSizes, type PaneSizes } from "./pane-sizes";

interface CustomerPaneProps {
  id: string;
  /** As the browser sent them with the request. */
  sizes: PaneSizes;
  children: ReactNode;
}

/** The third pane, where there is room for it. */
export function CustomerPane({ id, sizes, children }: CustomerPaneProps) {
  const t = useTranslations("inbox");
  const [width, setWidth] = useState(() => currentPaneSizes(sizes).customer);
  return (
    <>
      <PaneHandle
        className="max-xl:hidden"
        label={t("widthOfCustomer")}
        of={CUSTOMER_WIDTH}
        onResize={(wanted, isDone) => {
          setWidth(wanted);
          if (isDone) keepPaneSizes({ customer: wanted });
        }}
        pane={id}
        side="start"
        width={width}
      />
      <aside
        aria-label={t("customer.title")}
        className="flex shrink-0 flex-col bg-surface max-xl:hidden"
        id={id}
        style={{ width }}
      >
        <h2 className="flex min-h-16 shrink-0 items-center border-b border-line px-5 font-semibold">
          {t("customer.title")}
        </h2>
        <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
      </aside>
    </>
  );
}
