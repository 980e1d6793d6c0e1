"use client";

import { type ReactNode, use, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { type NotificationLevel, notificationLevels } from "@/lib/notification";
import { isStaff } from "@/lib/permissions";
import type { Participant } from "@/lib/protocol/event";
import { answered } from "../answered";
import { Menu, MenuChoices } from "../ui/menu";
import { Toasts, useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { ConversationActions } from "./actions";

interface LevelMenuProps {
  conversationId: string;
  role: Participant["role"];
  levels: ConversationActions["levels"];
  /** How it stood when it was asked for. */
  chosen: Promise<ActionResult<{ level: NotificationLevel | null }>>;
  /** The button that opens it again: it is first drawn when it is asked for, and so opens at once. */
  trigger: ReactNode;
}

const USUAL = "usual";
type Choice = NotificationLevel | typeof USUAL;
const forStaff: Choice[] = [USUAL, ...notificationLevels];
/** They are told of all by usual, and named nowhere. */
const forCustomers: Choice[] = [USUAL, "none"];

export function LevelMenu(props: LevelMenuProps) {
  return (
    <Toasts>
      <Choosing {...props} />
    </Toasts>
  );
}

function Choosing({ conversationId, role, levels, chosen, trigger }: LevelMenuProps) {
  const t = useTranslations("conversation.level");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const began = use(chosen);
  const [choice, setChoice] = useState<Choice>((began.ok && began.value.level) || USUAL);
  const choices = isStaff(role) ? forStaff : forCustomers;
  // To customers the usual is all.
  const wordOf = (one: Choice) => (one === USUAL && !isStaff(role) ? "all" : one);

  async function choose(wanted: Choice, before: Choice) {
    setChoice(wanted);
    const level = wanted === USUAL ? null : wanted;
    const result = await answered(levels.choose({ conversationId, level }));
    if (result.ok) {
      toast({ text: t(`chosen.${wordOf(wanted)}`), undo: () => void choose(before, wanted) });
    } else {
      setChoice(before);
      toast({ text: refusalWords(result.refusal.code) });
    }
  }

  return (
    <Menu startsOpen trigger={trigger}>
      {began.ok ? (
        <MenuChoices
          choices={choices.map((value) => ({ value, label: t(`choice.${wordOf(value)}`) }))}
          label={t("label")}
          onChoose={(wanted) => void choose(wanted, choice)}
          value={choice}
        />
      ) : (
        <p className="px-2.5 py-1.5 text-sm">{refusalWords(began.refusal.code)}</p>
      )}
    </Menu>
  );
}
