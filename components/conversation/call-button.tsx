import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import { IconButton } from "../ui/icon-button";
import { counterpartsHere } from "./presence";

interface CallButtonProps {
  view: ConversationView;
  name: string;
  isCalling: boolean;
  onCall: () => void;
}

/** Of a customer who is not here nobody would hear the ringing; a business is told that it missed a call. */
export function CallButton({ view, name, isCalling, onCall }: CallButtonProps) {
  const t = useTranslations("conversation.call");
  const isHere = counterpartsHere(view).length > 0;
  if (!isHere && isStaff(view.self.role)) return null;
  return (
    <IconButton
      disabled={isCalling || view.connection !== "online"}
      icon="phone"
      label={t(isHere ? "start" : "startAbsent", { name })}
      onClick={onCall}
    />
  );
}
