import { useRef } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { isStaff } from "@/lib/permissions";
import { isKeptLate, isOwed, type Promised } from "@/lib/promise";
import type { Message } from "@/lib/protocol/message";
import { isolated } from "../conversation/presence";
import { Button } from "../ui/button";
import { Card, useMoment, useStep } from "./card";

/** What was promised until when, and what became of it. */
export function PromiseCard({ promised, notice }: { promised: Promised; notice: Message }) {
  const t = useTranslations("closing.promise");
  const locale = useLocale();
  const moment = useMoment();
  const card = useRef<HTMLElement>(null);
  const { view, problem, canAsk, ask } = useStep(notice);
  const { id } = notice;
  const { state } = promised;
  const who = notice.senderId === view.self.userId ? "you" : "other";
  const said = { who, name: isolated(notice.senderName, locale), when: moment(promised.dueAt) };

  function settle(as: "kept" | "withdrawn") {
    ask({ type: "promise:settle", id, state: as });
    card.current?.focus();
  }
  return (
    <Card
      card={card}
      icon={state === "kept" ? "sent" : state === "withdrawn" ? "back" : "clock"}
      look={state === "missed" ? "late" : "calm"}
      problem={problem}
      title={t(isKeptLate(promised) ? "keptLate" : state, said)}
    >
      <p className={`mt-1 break-words ${state === "withdrawn" ? "line-through" : ""}`} dir="auto">
        {promised.text}
      </p>
      {isOwed(promised) && isStaff(view.self.role) && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button disabled={!canAsk} look="secondary" onClick={() => settle("kept")} size="small">
            {t(state === "missed" ? "keepLate" : "keep")}
          </Button>
          <Button disabled={!canAsk} look="quiet" onClick={() => settle("withdrawn")} size="small">
            {t("withdraw")}
          </Button>
        </div>
      )}
    </Card>
  );
}
