import { useRef } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { type Closing, isDone, latestClosingIn } from "@/lib/closing";
import { isStaff } from "@/lib/permissions";
import type { Message } from "@/lib/protocol/message";
import { isolated } from "../conversation/presence";
import { Button } from "../ui/button";
import { Card, useCustomerName, useMoment, useStep } from "./card";
import { RatingForm, Stars } from "./rating";

/** Whether all is done, as it stands: asked, answered, or over by silence. */
export function ClosingCard({ closing, notice }: { closing: Closing; notice: Message }) {
  const t = useTranslations("closing");
  const locale = useLocale();
  const moment = useMoment();
  const card = useRef<HTMLElement>(null);
  const { view, problem, canAsk, ask } = useStep(notice);
  const customer = useCustomerName(view);
  const { id } = notice;
  const { state, rating } = closing;
  const latest = latestClosingIn(view.messages);
  const isLatest = latest === null || latest.id === id;
  const forStaff = isStaff(view.self.role);
  const who = forStaff ? (notice.senderId === view.self.userId ? "you" : "other") : "customer";
  const said = { who, name: isolated(notice.senderName, locale), customer };
  const isAsked = state === "proposed";

  function answer(wish: "confirm" | "object" | "withdraw") {
    ask({ type: "closing:answer", id, wish });
    card.current?.focus();
  }
  return (
    <Card
      card={card}
      icon={isAsked ? "bubble" : isDone(closing) ? "sent" : "waits"}
      look={isAsked && !forStaff ? "asks" : "calm"}
      problem={problem}
      title={t(`closing.${state}`, said)}
    >
      {isAsked && (
        <p className="mt-1 text-ink-soft">{t("closing.until", { ...said, when: moment(closing.until) })}</p>
      )}
      {isAsked && (
        <div className="mt-3 flex flex-wrap gap-2">
          {forStaff ? (
            <Button disabled={!canAsk} look="secondary" onClick={() => answer("withdraw")} size="small">
              {t("closing.withdraw")}
            </Button>
          ) : (
            <>
              <Button
                className="min-h-11 flex-1"
                disabled={!canAsk}
                onClick={() => answer("confirm")}
                size="small"
              >
                {t("closing.confirm")}
              </Button>
              <Button
                className="min-h-11 flex-1"
                disabled={!canAsk}
                look="secondary"
                onClick={() => answer("object")}
                size="small"
              >
                {t("closing.object")}
              </Button>
            </>
          )}
        </div>
      )}
      {isDone(closing) && forStaff && (
        <p className="mt-1 text-ink-soft">
          {rating === null ? (
            t("rating.none", { customer })
          ) : (
            <Stars comment={closing.comment} rating={rating} />
          )}
        </p>
      )}
      {isDone(closing) && !forStaff && (isLatest || rating !== null) && (
        <RatingForm
          canAsk={canAsk}
          closing={closing}
          isOpen={isLatest}
          key={notice.rev}
          onRate={(rated) => {
            ask({ type: "closing:rate", id, ...rated });
            card.current?.focus();
          }}
        />
      )}
    </Card>
  );
}
