"use client";

import dynamic from "next/dynamic";
import type { ConversationView } from "@/lib/client/conversation-client";
import { patiently } from "../patiently";
import type { OpenMenu } from "./message-menu";
import { mayDelete, mayEdit, mayThread } from "./message-rights";
import type { MessageTools } from "./message-tools";
import type { useMessageTools } from "./use-message-tools";

/** Comes when it is first asked for. */
const MessageMenu = dynamic(
  patiently(() => import("./message-menu").then((module) => module.MessageMenu)),
  {
    ssr: false,
  },
);

interface MenuOfProps {
  menu: OpenMenu;
  deeds: ReturnType<typeof useMessageTools>;
  /** Absent where one is talking in a thread already. */
  onThread: MessageTools["onThread"] | undefined;
  view: Pick<ConversationView, "self">;
}

/** The menu of one message, with what this reader may do. */
export function MenuOf({ menu, deeds, onThread, view: { self } }: MenuOfProps) {
  const { message } = menu;
  return (
    <MessageMenu
      canCopy={message.body !== ""}
      canDelete={mayDelete(message, self)}
      canEdit={mayEdit(message, self)}
      key={message.id}
      menu={menu}
      onClose={deeds.closeMenu}
      onCopy={() => void deeds.copy(message)}
      onDelete={() => void deeds.remove(message.id)}
      onEdit={() => void deeds.edit(message)}
      onMoreEmoji={() => deeds.pickEmoji({ messageId: message.id })}
      onReact={(emoji, on) => deeds.tools.onReact({ type: "message:react", id: message.id, emoji, on })}
      onReply={() => deeds.reply(message)}
      onThread={onThread && mayThread(message, self) ? () => onThread(message) : undefined}
      selfId={self.userId}
    />
  );
}
