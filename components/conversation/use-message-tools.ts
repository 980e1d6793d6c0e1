"use client";

import { type RefObject, useCallback, useMemo, useState } from "react";
import type { ConversationClient } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { answered } from "../granted";
import type { ConversationActions } from "./actions";
import type { OpenMenu } from "./message-menu";
import type { MessageTools } from "./message-tools";
import { startDraft } from "./use-draft";

/** What the composer is for, when it is not for something new. */
export interface Writing {
  kind: "reply" | "edit";
  message: Message;
}

interface Given {
  client: ConversationClient;
  conversationId: string;
  actions: ConversationActions;
  draftKey: string;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** What can be done with a message, and what of it is under way. */
export function useMessageTools({ client, conversationId, actions, draftKey, field }: Given) {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [deletion, setDeletion] = useState<{ messageId: string; code?: string } | null>(null);
  const tools: Omit<MessageTools, "onJump"> = useMemo(
    () => ({
      onOpen: (message, anchor) => setMenu({ message, anchor }),
      onReact: (command) => client.change(command),
    }),
    [client],
  );

  async function edit(message: Message) {
    const whole = message.hasMore
      ? await answered(actions.wholeBody({ conversationId, messageId: message.id }))
      : null;
    if (whole && !whole.ok) return;
    startDraft(editKey(draftKey, message.id), whole ? whole.value.body : message.body);
    setWriting({ kind: "edit", message });
    field.current?.focus();
  }

  async function remove(messageId: string) {
    const result = await answered(actions.remove({ conversationId, messageId }));
    setDeletion({ messageId, ...(!result.ok && { code: result.refusal.code }) });
  }

  async function restore(messageId: string) {
    const result = await answered(actions.restore({ conversationId, messageId }));
    setDeletion(result.ok ? null : { messageId, code: result.refusal.code });
  }

  return {
    tools,
    menu,
    closeMenu: useCallback(() => setMenu(null), []),
    writing,
    writingKey: writing?.kind === "edit" ? editKey(draftKey, writing.message.id) : draftKey,
    reply: (message: Message) => {
      setWriting({ kind: "reply", message });
      field.current?.focus();
    },
    edit,
    stopWriting: useCallback(() => setWriting(null), []),
    /** Sends what was written, as what it was written for. */
    send: (body: string) => {
      if (writing?.kind === "edit") {
        if (body !== writing.message.body)
          client.change({ type: "message:edit", id: writing.message.id, body });
      } else {
        client.send(body, writing ? { replyTo: writing.message.id } : {});
      }
      setWriting(null);
    },
    deletion,
    remove,
    restore,
    forgetDeletion: useCallback(() => setDeletion(null), []),
  };
}

function editKey(draftKey: string, messageId: string): string {
  return `${draftKey}/${messageId}`;
}
