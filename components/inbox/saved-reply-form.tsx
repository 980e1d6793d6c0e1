"use client";

import { useId, useRef, useState, useTransition } from "react";
import { useTranslations } from "use-intl/react";
import {
  type Placeholder,
  placeholders,
  SAVED_REPLY_LENGTH_MAX,
  type SavedReply,
  SHORTCUT_LENGTH_MAX,
  shortcutOf,
  unknownIn,
} from "@/lib/saved-reply";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

type Written = Pick<SavedReply, "shortcut" | "body">;

interface SavedReplyFormProps {
  reply?: SavedReply;
  /** What the button says. */
  words: string;
  /** Answers with what is wrong, or nothing. */
  onSave: (written: Written) => Promise<string | undefined>;
}

const names = {
  customer: "customer",
  "customer first name": "customerFirstName",
  agent: "agent",
  business: "business",
} as const satisfies Record<Placeholder, string>;

/** What a saved reply says, and by which shortcut it is put in. */
export function SavedReplyForm({ reply, words, onSave }: SavedReplyFormProps) {
  const t = useTranslations("replies.settings");
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [body, setBody] = useState(reply?.body ?? "");
  const [problem, setProblem] = useState<string>();
  const [isOnItsWay, startTransition] = useTransition();
  const field = useRef<HTMLTextAreaElement>(null);
  const bodyId = useId();
  const unknown = unknownIn(body);

  function submit() {
    if (shortcutOf(shortcut) === null) {
      setProblem(t("shortcutWrong", { max: SHORTCUT_LENGTH_MAX }));
      return;
    }
    startTransition(async () => setProblem(await onSave({ shortcut, body })));
  }

  function put(name: Placeholder) {
    field.current?.focus();
    // Known to the field's own undo.
    document.execCommand("insertText", false, `{${name}}`);
  }

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        autoCapitalize="none"
        autoComplete="off"
        dir="auto"
        error={problem}
        hint={t("shortcutHint")}
        label={t("shortcut")}
        maxLength={SHORTCUT_LENGTH_MAX + 1}
        onChange={({ target }) => setShortcut(target.value)}
        required
        value={shortcut}
      />
      <div>
        <label className="mb-1.5 block text-sm font-medium" htmlFor={bodyId}>
          {t("body")}
        </label>
        <textarea
          className="block field-sizing-content max-h-80 min-h-28 w-full resize-none rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-base wrap-anywhere outline-none focus-visible:border-pine-ink focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-pine-ink"
          dir={body ? "auto" : undefined}
          id={bodyId}
          maxLength={SAVED_REPLY_LENGTH_MAX}
          onChange={({ target }) => setBody(target.value)}
          ref={field}
          required
          value={body}
        />
        <div className="mt-2 flex flex-wrap items-center gap-1.5 text-sm">
          <span className="text-ink-soft">{t("put")}</span>
          {placeholders.map((name) => (
            <Button key={name} look="secondary" onClick={() => put(name)} size="small">
              {t(`placeholders.${names[name]}`)}
            </Button>
          ))}
        </div>
      </div>
      {unknown.length > 0 && (
        <Banner icon="failed" look="warning">
          {t("unknown", { count: unknown.length, names: unknown.join(" ") })}
        </Banner>
      )}
      <Button
        disabled={isOnItsWay || body.trim() === "" || shortcut.trim() === ""}
        size="small"
        type="submit"
      >
        {words}
      </Button>
    </form>
  );
}
