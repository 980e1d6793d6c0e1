"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import { answered } from "../answered";
import { patiently } from "../patiently";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { CustomerActions, ReasonedBlock } from "./customer-actions";
import { useMomentWords } from "./work-notice";

/** Nearly nobody is blocked: it is loaded when it is asked for. */
const BlockDialog = dynamic(
  patiently(() => import("./block-dialog").then((module) => module.BlockDialog)),
  { ssr: false },
);

interface CustomerBlockProps {
  conversationId: string;
  name: string;
  block: (ReasonedBlock & { by: string | null }) | null;
  ask: CustomerActions["block"];
  reload: () => Promise<unknown>;
}

/** Whether the business takes anything from a customer, and the way to change that. */
export function CustomerBlock({ conversationId, name, block, ask, reload }: CustomerBlockProps) {
  const t = useTranslations("customers.block");
  const momentWords = useMomentWords();
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [isAsked, setAsked] = useState(false);
  const [isOnItsWay, startTransition] = useTransition();

  function set(wish: ReasonedBlock | null, rev?: number) {
    startTransition(async () => {
      const asked = { conversationId, block: wish, ...(rev !== undefined && { rev }) };
      const result = await answered(ask(asked));
      if (result.ok) {
        const done = result.value;
        setAsked(false);
        // What was taken back is not offered to be taken back again.
        const undo = rev === undefined ? { undo: () => set(done.was, done.rev) } : {};
        toast({ text: t(wish ? "done" : "undone", { name }), ...undo });
      } else {
        const { code } = result.refusal;
        toast({ text: code === "conflict" ? t("conflict") : refusalWords(code) });
      }
      await reload();
    });
  }

  if (block) {
    const { until, reason, by } = block;
    return (
      <Banner icon="lock" look="warning">
        <p className="font-medium">
          {/* One text: browsers drop a space that stood alone behind one until the moment was known. */}
          {[
            until === null ? t("forGood") : t("until", { moment: momentWords(until) }),
            by === null ? "" : t("by", { name: by }),
          ].join(" ")}
        </p>
        {reason && (
          <p className="mt-1 wrap-anywhere" dir="auto">
            {reason}
          </p>
        )}
        <Button
          className="mt-2"
          disabled={isOnItsWay}
          look="secondary"
          onClick={() => set(null)}
          size="small"
        >
          {t("unblock")}
        </Button>
      </Banner>
    );
  }
  return (
    <>
      <Button
        aria-haspopup="dialog"
        className="-ms-3"
        data-block
        look="quiet"
        onClick={() => setAsked(true)}
        size="small"
      >
        {t("block")}
      </Button>
      {isAsked && (
        <BlockDialog isOnItsWay={isOnItsWay} name={name} onClose={() => setAsked(false)} onWish={set} />
      )}
    </>
  );
}
