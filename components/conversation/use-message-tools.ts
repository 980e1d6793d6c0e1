"use client";

import { type ReactNode, type RefObject, useCallback, useMemo, useState } from "react";
import type { ConversationClient } from "@/lib/client/conversation-client";
import type { PendingChange, Unsent } from "@/lib/conversation-state";
import type { Attachment, Message } from "@/lib/protocol/message";
import type { Revisions } from "@/lib/protocol/revision";
import { answered } from "../answered";
import type { ConversationActions } from "./actions";
import type { OpenMenu } from "./message-menu";
import type { MessageTools } from "./message-tools";
import type { RowContext } from "./timeline-row";
import { addToDraft, startDraft } from "./use-draft";

/** What the composer is for, when it is not for something new. */
export interface Writing {
  kind: "reply" | "edit";
  message: Message;
}

/** The thread that is talked in. */
export interface TalkedThread {
  id: string;
  /** Sees to it that there is such a thread; doing so again does nothing. */
  begin: () => void;
  /** What stands above all that was said in it. */
  topIn: (context: RowContext) => ReactNode;
  words: { replies: string; label: string; placeholder: string };
}

/** Where a chosen emoji goes: onto a message, or into what is being written. */
export interface Picking {
  messageId: string | null;
}

export interface Revised extends Revisions {
  message: Message;
}

interface Given {
  client: ConversationClient;
  conversationId: string;
  actions: ConversationActions;
  draftKey: string;
  field: RefObject<HTMLTextAreaElement | null>;
  thread: TalkedThread | null;
  /** When the composer is asked for, for something that is there already. */
  onWriting?: (() => void) | undefined;
}

/** What can be done with a message, and what of it is under way. */
export function useMessageTools(given: Given) {
  const { client, conversationId, actions, draftKey, field, thread, onWriting } = given;
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [writing, setWriting] = useState<Writing | null>(null);
  /** What an emoji is chosen for. */
  const [picking, setPicking] = useState<Picking | null>(null);
  /** What an edited message said before, while that is looked at. */
  const [revised, setRevised] = useState<Revised | null>(null);
  /** What was deleted just now, and can be restored. */
  const [deletedId, setDeletedId] = useState<string | null>(null);
  /** The code of why something was not done. */
  const [problem, setProblem] = useState<string | null>(null);
  const tools: Pick<MessageTools, "onOpen" | "onReact" | "onRemovePreview" | "onShowRevisions"> = useMemo(
    () => ({
      onOpen: (message, anchor) => setMenu({ message, anchor }),
      onReact: (command) => client.change(command),
      onRemovePreview: async (messageId) => {
        const result = await answered(actions.removePreview({ conversationId, messageId }));
        if (!result.ok) setProblem(result.refusal.code);
      },
      onShowRevisions: async (message) => {
        const result = await answered(actions.revisions({ conversationId, messageId: message.id }));
        if (result.ok) setRevised({ message, ...result.value });
        else setProblem(result.refusal.code);
      },
    }),
    [client, actions, conversationId],
  );

  /** All a message says; nothing where it cannot be had now, which is said. */
  async function wholeOf({ id: messageId, hasMore, body }: Message): Promise<string | undefined> {
    if (!hasMore) return body;
    const result = await answered(actions.wholeBody({ conversationId, messageId }));
    if (result.ok) return result.value.body;
    setProblem(result.refusal.code);
    return undefined;
  }

  async function copy(message: Message) {
    const body = await wholeOf(message);
    if (body !== undefined) await navigator.clipboard?.writeText(body);
  }

  async function edit(message: Message) {
    const body = await wholeOf(message);
    if (body === undefined) return;
    onWriting?.();
    startDraft(editKey(draftKey, message.id), body);
    setWriting({ kind: "edit", message });
    field.current?.focus();
  }

  async function remove(messageId: string) {
    const result = await answered(actions.remove({ conversationId, messageId }));
    if (result.ok) setDeletedId(messageId);
    else setProblem(result.refusal.code);
  }

  async function restore(messageId: string) {
    const result = await answered(actions.restore({ conversationId, messageId }));
    setDeletedId(null);
    if (!result.ok) setProblem(result.refusal.code);
  }

  return {
    tools,
    menu,
    closeMenu: useCallback(() => setMenu(null), []),
    picking,
    pickEmoji: setPicking,
    stopPicking: () => setPicking(null),
    revised,
    closeRevisions: () => setRevised(null),
    writing,
    writingKey: writing?.kind === "edit" ? editKey(draftKey, writing.message.id) : draftKey,
    reply: useCallback(
      (message: Message) => {
        onWriting?.();
        setWriting({ kind: "reply", message });
        field.current?.focus();
      },
      [field, onWriting],
    ),
    copy,
    edit,
    stopWriting: useCallback(() => setWriting(null), []),
    /** Sends what was written, as what it was written for. */
    send: (body: string, attachments: Attachment[] = [], more: Pick<Unsent, "mentionIds"> = {}) => {
      if (writing?.kind === "edit") {
        if (body !== writing.message.body)
          client.change({ type: "message:edit", id: writing.message.id, body });
      } else {
        thread?.begin();
        client.send(body, {
          replyTo: writing?.message.id,
          threadId: thread?.id,
          ...(attachments.length > 0 && { attachments }),
          ...more,
        });
      }
      setWriting(null);
    },
    deletedId,
    remove,
    restore,
    forgetDeletion: useCallback(() => setDeletedId(null), []),
    problem,
    forgetProblem: () => setProblem(null),
    /** Gives up what was refused; words that were to replace others come back to the composer. */
    giveUp: ({ id, command }: PendingChange) => {
      if (command.type === "message:edit") addToDraft(draftKey, command.body);
      client.discard(id);
    },
  };
}

function editKey(draftKey: string, messageId: string): string {
  return `${draftKey}/${messageId}`;
}
