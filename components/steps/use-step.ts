import { use, useEffect, useState, useSyncExternalStore } from "react";
import { assert } from "@/lib/assert";
import type { ConversationView } from "@/lib/client/conversation-client";
import type { Message } from "@/lib/protocol/message";
import type { StepCommand } from "@/lib/protocol/step";
import { Live } from "../conversation/live";

/** The conversation that is open. */
export function useLive() {
  const client = use(Live);
  assert(client, "a conversation is open");
  const view: ConversationView = useSyncExternalStore(
    client.subscribe,
    client.getSnapshot,
    client.getSnapshot,
  );
  return { client, view };
}

/** What can be done about the message that tells of a step: asked for once, until it changed or was refused. */
export function useStep({ id, rev }: Pick<Message, "id" | "rev">) {
  const { client, view } = useLive();
  const [askedRev, setAskedRev] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(
    () =>
      client.followCalls((event) => {
        if (event.type !== "refused" || event.id !== id) return;
        setAskedRev(null);
        setProblem(event.code);
      }),
    [client, id],
  );
  return {
    view,
    problem,
    canAsk: view.connection === "online" && askedRev !== rev,
    ask: (command: StepCommand) => {
      setProblem(null);
      if (client.tell(command)) setAskedRev(rev);
    },
  };
}
