"use client";

import { lazy, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import type { Participant } from "@/lib/protocol/event";
import { answered } from "../answered";
import { patiently } from "../patiently";
import { IconButton } from "../ui/icon-button";
import type { ConversationActions } from "./actions";

const LevelMenu = lazy(
  patiently(() => import("./level-menu").then((module) => ({ default: module.LevelMenu }))),
);

interface LevelButtonProps {
  conversationId: string;
  self: Participant;
  levels: ConversationActions["levels"];
}

/** To what one is told of a conversation. What it opens is loaded when it is asked for. */
export function LevelButton({ self: { role }, ...props }: LevelButtonProps) {
  const { conversationId, levels } = props;
  const t = useTranslations("conversation.level");
  const [chosen, setChosen] = useState<ReturnType<typeof levels.read>>();
  const [, startTransition] = useTransition();
  const ask = () => startTransition(() => setChosen(answered(levels.read({ conversationId }))));
  const label = t("label");
  return chosen ? (
    <LevelMenu
      {...props}
      chosen={chosen}
      role={role}
      trigger={<IconButton data-levels icon="bell" label={label} />}
    />
  ) : (
    <IconButton aria-haspopup="menu" data-levels icon="bell" label={label} onClick={ask} />
  );
}
