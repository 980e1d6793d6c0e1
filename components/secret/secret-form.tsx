"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { isStaff, type Role } from "@/lib/permissions";
import { Refusal } from "@/lib/refusal";
import { SECRET_HOURS, SECRET_LENGTH_MAX, type SecretHours } from "@/lib/secret";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { useRefusalWords } from "../use-refusal-words";
import type { SecretActions } from "./actions";
import { HoursChoice } from "./hours-choice";
import { type KeptSecret, keepSealed } from "./keep-sealed";

const HOURS: SecretHours = SECRET_HOURS[1];
const COUNTED_FROM = SECRET_LENGTH_MAX - 200;

interface SecretFormProps {
  conversationId: string;
  /** Whom it is for, and what the writer is. */
  to: string;
  role: Role;
  /** What was written already. */
  begun: string;
  actions: SecretActions;
  onKept: (kept: KeptSecret) => void;
  onClose: () => void;
}

/** Where a secret is written. Its words live in this form alone, and are never kept by the browser. */
export function SecretForm(props: SecretFormProps) {
  const { conversationId, to, role, begun, actions, onKept, onClose } = props;
  const t = useTranslations("conversation.secret");
  const common = useTranslations("common");
  const [text, setText] = useState(begun);
  const [hours, setHours] = useState<SecretHours>(HOURS);
  const [isBusy, setBusy] = useState(false);
  /** Why it was not sent: `nobody` while the other side has no device to read it on. */
  const [problem, setProblem] = useState<Refusal["code"] | "nobody" | null>(null);
  const left = SECRET_LENGTH_MAX - text.length;
  const canSend = text.trim() !== "" && left >= 0 && !isBusy;

  async function send() {
    if (!canSend) return;
    setBusy(true);
    setProblem(null);
    try {
      const kept = await keepSealed({ conversationId, text: text.trim(), hours }, actions);
      if (kept) onKept(kept);
      else setProblem("nobody");
    } catch (error) {
      setProblem(error instanceof Refusal ? error.code : "unavailable");
    }
    setBusy(false);
  }

  return (
    <Dialog
      description={isStaff(role) ? t("forCustomer", { name: to }) : t("forBusiness", { name: to })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("send")}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <SecretText left={left} onChange={setText} text={text} />
        <HoursChoice hours={hours} onChoose={setHours} />
        {problem && <Problem code={problem} to={to} />}
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button aria-busy={isBusy} aria-disabled={!canSend} type="submit">
            <Icon name="lock" />
            {isBusy ? t("sealing") : problem ? common("tryAgain") : t("sendIt")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface SecretTextProps {
  text: string;
  left: number;
  onChange: (text: string) => void;
}

function SecretText({ text, left, onChange }: SecretTextProps) {
  const t = useTranslations("conversation.secret");
  const counted = useTranslations("conversation.composer");
  return (
    <label className="block">
      <span className="mb-1.5 block text-sm font-medium">{t("words")}</span>
      <textarea
        aria-invalid={left < 0}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it is what the dialog was opened for
        autoFocus
        className="block w-full resize-none rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-base wrap-anywhere aria-invalid:border-danger"
        dir={text ? "auto" : undefined}
        onChange={({ target }) => onChange(target.value)}
        rows={4}
        spellCheck={false}
        value={text}
      />
      {text.length > COUNTED_FROM && (
        <span
          className={`mt-1 block text-end text-xs tabular-nums ${left < 0 ? "text-danger" : "text-ink-faint"}`}
        >
          {left < 0 ? counted("over", { count: -left }) : counted("left", { count: left })}
        </span>
      )}
    </label>
  );
}

function Problem({ code, to }: { code: Refusal["code"] | "nobody"; to: string }) {
  const t = useTranslations("conversation.secret");
  const refusalWords = useRefusalWords();
  return code === "nobody" ? (
    <Banner icon="clock" look="warning">
      {t("nobody", { name: to })}
    </Banner>
  ) : (
    <Banner icon="failed" look="danger">
      {refusalWords(code)}
    </Banner>
  );
}
