"use client";

import dynamic from "next/dynamic";
import type { Participant } from "@/lib/protocol/event";
import { patiently } from "../patiently";
import type { SecretActions } from "./actions";
import type { useSecrets } from "./use-secrets";

/** Come when they are first asked for. */
const SecretForm = dynamic(
  patiently(() => import("./secret-form").then((module) => module.SecretForm)),
  { ssr: false },
);
const SecretReader = dynamic(
  patiently(() => import("./secret-reader").then((module) => module.SecretReader)),
  {
    ssr: false,
  },
);

interface SecretsProps {
  secrets: ReturnType<typeof useSecrets>;
  conversationId: string;
  self: Participant;
  /** Whom one's own are for. */
  to: string;
  actions: SecretActions;
}

/** Where secrets are written and read, while they are. */
export function Secrets({ secrets, conversationId, self, to, actions }: SecretsProps) {
  const { begun, opened, close, send } = secrets;
  return (
    <>
      {begun !== null && (
        <SecretForm
          actions={actions}
          begun={begun}
          conversationId={conversationId}
          onClose={close}
          onKept={send}
          role={self.role}
          to={to}
        />
      )}
      {opened && (
        <SecretReader
          actions={actions}
          conversationId={conversationId}
          messageId={opened.id}
          onClose={close}
          sender={opened.senderName}
          userId={self.userId}
        />
      )}
    </>
  );
}
