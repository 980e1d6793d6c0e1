"use client";

import { useCallback, useState } from "react";
import type { ConversationClient } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { forgetDraft } from "../conversation/use-draft";
import type { TalkedThread } from "../conversation/use-message-tools";
import type { KeptSecret } from "./keep-sealed";

interface Writing {
  client: ConversationClient;
  draftKey: string;
  thread: TalkedThread | null;
}

/** The secret that is being written in a conversation, or read. */
export function useSecrets({ client, draftKey, thread }: Writing) {
  const [begun, setBegun] = useState<string | null>(null);
  const [opened, setOpened] = useState<Message | null>(null);
  return {
    begun,
    begin: (text: string) => {
      // Its id is made before it is sent, and what is older is sent first.
      thread?.begin();
      setBegun(text);
    },
    opened,
    read: setOpened,
    close: useCallback(() => {
      setBegun(null);
      setOpened(null);
    }, []),
    /** Sends the message that stands for it; what it was begun with is not left in the composer. */
    send: ({ id, secret }: KeptSecret) => {
      client.send("", { id, secret, threadId: thread?.id });
      if (begun) forgetDraft(draftKey, begun);
      setBegun(null);
    },
  };
}
