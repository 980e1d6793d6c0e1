"use client";

import { useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { Delivery } from "@/lib/webhook";
import { Button } from "../ui/button";
import { DeliveryLine } from "./delivery-line";

export interface Log {
  deliveries: Delivery[];
  hasMore: boolean;
}

interface DeliveryLogProps {
  log: Log | undefined;
  isEnabled: boolean;
  sendAgain: (delivery: Delivery) => Promise<void>;
  showMore: () => Promise<void>;
}

/** What was sent to a webhook, the newest first. */
export function DeliveryLog({ log, isEnabled, sendAgain, showMore }: DeliveryLogProps) {
  const t = useTranslations("webhooks.log");
  const [isOnItsWay, startTransition] = useTransition();
  if (!log) return null;
  return (
    <div className="mt-2 rounded-md border border-line">
      {log.deliveries.length === 0 && <p className="px-4 py-3 text-sm text-ink-soft">{t("none")}</p>}
      <ul className="divide-y divide-line">
        {log.deliveries.map((delivery) => (
          <DeliveryLine
            delivery={delivery}
            key={delivery.id}
            sendAgain={
              isEnabled && !isOnItsWay && delivery.state !== "sending"
                ? () => startTransition(() => sendAgain(delivery))
                : undefined
            }
          />
        ))}
      </ul>
      {log.hasMore && (
        <div className="border-t border-line p-3">
          <Button disabled={isOnItsWay} look="quiet" onClick={() => startTransition(showMore)} size="small">
            {t("more")}
          </Button>
        </div>
      )}
    </div>
  );
}
