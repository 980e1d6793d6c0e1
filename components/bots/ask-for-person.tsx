import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as uuid } from "uuid";
import { isWithBot } from "@/lib/bot";
import type { Message } from "@/lib/protocol/message";
import { useStep } from "../steps/card";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { useRefusalWords } from "../use-refusal-words";

/** Beneath the last thing a bot said to a customer: the way to a person. It goes once one of them goes on. */
export function AskForPerson({ message }: { message: Message }) {
  const t = useTranslations("conversation");
  const refusalWords = useRefusalWords();
  const [id] = useState(() => uuid());
  const { view, problem, canAsk, ask } = useStep({ id, rev: message.rev });
  if (!isWithBot(view.messages, message)) return null;
  return (
    <>
      <Button
        className="mt-1.5"
        disabled={!canAsk}
        look="secondary"
        onClick={() => ask({ type: "handover", id })}
        size="small"
      >
        <Icon className="size-4" name="person" />
        {t("askForPerson")}
      </Button>
      {problem && (
        <p className="mt-1 px-1 text-sm text-danger" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </>
  );
}
