import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import type { HandoverCommand } from "@/lib/protocol/command";
import type { Message } from "@/lib/protocol/message";
import type { StepCommand } from "@/lib/protocol/step";
import { isolated } from "../conversation/presence";
import { Icon, type IconName } from "../ui/icon";
import { clockOf, dayNameOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";
import { useRefusalWords } from "../use-refusal-words";
import { useLive } from "./use-live";

const looks = {
  asks: "border-pine-ink bg-pine-tint",
  calm: "border-line bg-surface",
  late: "border-danger bg-danger-tint",
} as const;

interface CardProps {
  look: keyof typeof looks;
  icon: IconName;
  title: string;
  card: RefObject<HTMLElement | null>;
  problem: string | null;
  children?: ReactNode;
}

/** Stands in the timeline; takes the focus from a button of its that goes. */
export function Card({ look, icon, title, card, problem, children }: CardProps) {
  const refusalWords = useRefusalWords();
  return (
    <section
      aria-label={title}
      className={`mx-auto mt-4 mb-1 w-[min(26rem,calc(100%-2rem))] rounded-lg border px-4 py-3 text-sm text-ink outline-offset-2 ${looks[look]}`}
      ref={card}
      tabIndex={-1}
    >
      <p className="flex items-start gap-2 font-medium" role="status">
        <Icon className="mt-px size-4.5 shrink-0" name={icon} />
        <span className="min-w-0 flex-1 break-words">{title}</span>
      </p>
      {children}
      {problem && (
        <p className="mt-2 text-danger" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </section>
  );
}

/** `Monday 23 November, 09:00`, where the reader is; nothing before that is known. */
export function useMoment(): (at: string) => string {
  const t = useTranslations("closing");
  const reader = useReader();
  return (at) => (reader ? t("moment", { day: dayNameOf(at, reader), clock: clockOf(at, reader) }) : "…");
}

/** The customer of a direct conversation, by name. */
export function useCustomerName({ participants }: ConversationView): string {
  const t = useTranslations("closing");
  const locale = useLocale();
  const customer = participants.find(({ role }) => !isStaff(role));
  return customer ? isolated(customer.name, locale) : t("customer");
}

/** What can be done about the message that tells of a step: asked for once, until it changed or was refused. */
export function useStep({ id, rev }: Pick<Message, "id" | "rev">) {
  const { client, view } = useLive();
  const [askedRev, setAskedRev] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(
    () =>
      client.followCalls((event) => {
        if (event.type !== "refused" || event.id !== id) return;
        setAskedRev(null);
        setProblem(event.code);
      }),
    [client, id],
  );
  return {
    view,
    problem,
    canAsk: view.connection === "online" && askedRev !== rev,
    ask: (command: StepCommand | HandoverCommand) => {
      setProblem(null);
      if (client.tell(command)) setAskedRev(rev);
    },
  };
}
