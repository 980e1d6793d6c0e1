"use client";

import { useId, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { Webhook } from "@/lib/webhook";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { DeliveryLog, type Log } from "./delivery-log";
import { typeWords } from "./type-words";
import type { WebhookActions } from "./webhook-actions";
import { WebhookState } from "./webhook-state";

interface WebhookCardProps extends Pick<WebhookActions, "set" | "test" | "sendAgain" | "log"> {
  businessId: string;
  webhook: Webhook;
  onChange: (webhook: Webhook) => void;
  onEdit: () => void;
  onRotate: () => void;
  onRemove: () => void;
}

/** A webhook: how it stands, what can be done with it, and what was sent to it. */
export function WebhookCard({ businessId, webhook, onChange, ...props }: WebhookCardProps) {
  const t = useTranslations("webhooks");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const headingId = useId();
  const [log, setLog] = useState<Log>();
  const [isOnItsWay, startTransition] = useTransition();
  const { id, url, types, disabled } = webhook;

  /** Tells what is wrong; gives nothing then. */
  async function asked<Value>(answer: Parameters<typeof answered<Value>>[0]): Promise<Value | undefined> {
    const result = await answered(answer);
    if (result.ok) return result.value;
    toast({ text: refusalWords(result.refusal.code) });
    return;
  }

  async function show(before?: string) {
    const page = await asked(props.log({ businessId, id, ...(before !== undefined && { before }) }));
    if (!page) return;
    setLog((known) => ({
      ...page,
      deliveries: before === undefined ? page.deliveries : [...(known?.deliveries ?? []), ...page.deliveries],
    }));
  }

  const toggle = () =>
    startTransition(async () => {
      const changed = await asked(props.set({ businessId, id, wish: disabled ? "enabled" : "disabled" }));
      if (changed) onChange(changed);
    });

  const test = () =>
    startTransition(async () => {
      const delivery = await asked(props.test({ businessId, id }));
      if (!delivery) return;
      toast({ text: t(delivery.state === "delivered" ? "log.tested" : "log.notTested") });
      await show();
    });

  return (
    <li aria-labelledby={headingId} className="space-y-3 p-4">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold wrap-anywhere" id={headingId}>
            <bdi dir="ltr">{url}</bdi>
          </h2>
          <p className="mt-1 text-sm text-ink-soft">{types.map((type) => typeWords(t, type)).join(" · ")}</p>
        </div>
        <span
          className={`mt-0.5 shrink-0 rounded-full px-2 py-0.5 text-xs font-medium ${disabled ? "bg-sunken text-ink" : "bg-pine-tint text-pine-ink"}`}
        >
          {t(disabled ? "off" : "on")}
        </span>
      </div>
      <WebhookState webhook={webhook} />
      <div className="flex flex-wrap items-center gap-2">
        <Button disabled={isOnItsWay || disabled !== null} look="secondary" onClick={test} size="small">
          {t("test")}
        </Button>
        <Button disabled={isOnItsWay} look="secondary" onClick={toggle} size="small">
          {t(disabled ? "enable" : "disable")}
        </Button>
        <Button look="secondary" onClick={props.onEdit} size="small">
          {t("edit")}
        </Button>
        <Button look="secondary" onClick={props.onRotate} size="small">
          {t("rotate")}
        </Button>
        <IconButton
          data-remove
          icon="bin"
          label={t("delete", { host: new URL(url).host })}
          onClick={props.onRemove}
        />
      </div>
      <div>
        <Button
          aria-expanded={log !== undefined}
          className="-ms-3"
          disabled={isOnItsWay}
          look="quiet"
          onClick={() => (log ? setLog(undefined) : startTransition(() => show()))}
          size="small"
        >
          {t("log.title")}
        </Button>
        <DeliveryLog
          isEnabled={disabled === null}
          log={log}
          sendAgain={async (delivery) => {
            await asked(props.sendAgain({ businessId, id: delivery.id }));
            await show();
          }}
          showMore={() => show(log?.deliveries.at(-1)?.id)}
        />
      </div>
    </li>
  );
}
