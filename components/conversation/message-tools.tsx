import { useTranslations } from "use-intl/react";
import type { ChangeCommand } from "@/lib/protocol/command";
import type { Message } from "@/lib/protocol/message";
import { IconButton } from "../ui/icon-button";

/** What can be done with the messages of a conversation; the same object while the conversation is open. */
export interface MessageTools {
  onOpen: (message: Message, anchor: HTMLElement) => void;
  onReact: (command: Extract<ChangeCommand, { type: "message:react" }>) => void;
  onJump: (messageId: string) => void;
  onReveal: (message: Message) => void;
  /** Opens the thread that grows from it, or may. */
  onThread: (message: Message) => void;
  onRemovePreview: (messageId: string) => void;
  onShowRevisions: (message: Message) => void;
}

interface ToolsButtonProps {
  message: Message;
  isTabStop: boolean;
  onOpen: MessageTools["onOpen"];
}

/** Opens what can be done with a message. Its place is kept free, so that nothing moves when it is seen. */
export function ToolsButton({ message, isTabStop, onOpen }: ToolsButtonProps) {
  const t = useTranslations("conversation");
  return (
    <span className="opacity-0 group-hover/message:opacity-100 focus-within:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-70">
      <IconButton
        aria-haspopup="dialog"
        data-mark
        icon="more"
        label={t("tools.open", { name: message.senderName })}
        onClick={({ currentTarget }) => onOpen(message, currentTarget)}
        size="small-round"
        tabIndex={isTabStop ? 0 : -1}
      />
    </span>
  );
}
