import { useTranslations } from "use-intl/react";
import { telling } from "@/lib/telling";
import { useTelling } from "../use-telling";
import type { Quote } from "./rows";

interface QuoteOfProps {
  quote: Quote;
  onJump: (messageId: string) => void;
}

/** What a message answers, in short; leads there. */
export function QuoteOf({ quote: { id, message }, onJump }: QuoteOfProps) {
  const t = useTranslations("conversation.quote");
  const told = useTelling();
  return (
    <button
      className="mb-1.5 block w-full max-w-full rounded-sm border-s-3 border-current/45 bg-[color-mix(in_oklab,currentColor_9%,transparent)] px-2.5 py-1 text-start text-sm leading-5 hover:border-current"
      onClick={() => onJump(id)}
      title={t("jump")}
      type="button"
    >
      <span className="block truncate font-semibold" dir="auto">
        {message ? message.senderName : t("earlier")}
      </span>
      {message && (
        <span className="block truncate" dir="auto">
          {message.deletedAt ? <span className="italic">{t("deleted")}</span> : told(telling(message))}
        </span>
      )}
    </button>
  );
}
