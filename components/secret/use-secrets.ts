"use client";

import { useCallback, useState } from "react";
import type { ConversationClient } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import { forgetDraft } from "../conversation/use-draft";
import type { KeptSecret } from "./keep-sealed";

/** The secret that is being written in a conversation, or read. */
export function useSecrets({ client, draftKey }: { client: ConversationClient; draftKey: string }) {
  const [begun, setBegun] = useState<string | null>(null);
  const [opened, setOpened] = useState<Message | null>(null);
  return {
    begun,
    begin: setBegun,
    opened,
    read: setOpened,
    close: useCallback(() => {
      setBegun(null);
      setOpened(null);
    }, []),
    /** Sends the message that stands for it; what it was begun with is not left in the composer. */
    send: ({ id, secret }: KeptSecret) => {
      client.send("", { id, secret });
      if (begun) forgetDraft(draftKey, begun);
      setBegun(null);
    },
  };
}
