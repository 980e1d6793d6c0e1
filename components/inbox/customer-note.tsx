"use client";

import dynamic from "next/dynamic";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { CUSTOMER_NOTE_LENGTH_MAX } from "@/lib/customer-limits";
import { answered } from "../answered";
import { patiently } from "../patiently";
import type { CustomerActions } from "./customer-actions";
import { decided, heard, isDue, type Kept, keepingOf, saved } from "./note-keeping";

/** So long after the last key a note is saved. */
const PAUSE_MS = 700;
const AGAIN_AFTER_MS = 5_000;

const NoteConflict = dynamic(
  patiently(() => import("./note-conflict").then((module) => module.NoteConflict)),
  { ssr: false },
);

interface CustomerNoteProps {
  conversationId: string;
  /** As the server has it. */
  note: Kept;
  save: CustomerActions["saveNote"];
}

/** What a business notes of a customer, saved as it is written. */
export function CustomerNote({ conversationId, note, save }: CustomerNoteProps) {
  const t = useTranslations("customers.note");
  const [keeping, setKeeping] = useState(() => keepingOf(note));
  const [state, setState] = useState<"idle" | "saving" | "saved" | "failed">("idle");
  const isSaving = useRef(false);
  const ids = { label: useId(), hint: useId() };
  const { text, theirs } = keeping;
  const isTooLong = text.length > CUSTOMER_NOTE_LENGTH_MAX;
  const mustSave = isDue(keeping) && !isTooLong;

  // What was read anew; while something is being saved its answer will say more.
  const [seen, setSeen] = useState(note);
  if (note !== seen && state !== "saving") {
    setSeen(note);
    setKeeping(heard(keeping, note));
  }

  const keep = useEffectEvent(async () => {
    if (!mustSave || isSaving.current) return;
    isSaving.current = true;
    setState("saving");
    const result = await answered(save({ conversationId, text, rev: keeping.kept.rev }));
    isSaving.current = false;
    if (!result.ok) {
      setState("failed");
      return;
    }
    const { isSaved, ...kept } = result.value;
    setState(isSaved ? "saved" : "idle");
    setKeeping((before) => (isSaved ? saved(before, kept) : heard(before, kept)));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change begins the pause anew
  useEffect(() => {
    if (!mustSave || state === "saving") return;
    const timer = setTimeout(keep, state === "failed" ? AGAIN_AFTER_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [mustSave, state, text]);
  // Whoever goes to another conversation within the pause loses nothing either.
  useEffect(() => () => void keep(), []);

  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold" id={ids.label}>
        {t("title")}
      </h3>
      <textarea
        aria-describedby={ids.hint}
        aria-invalid={isTooLong}
        aria-label={t("label")}
        className="block field-sizing-content max-h-72 min-h-20 w-full resize-none rounded-md border border-line-strong bg-surface px-3 py-2 text-sm wrap-anywhere outline-none placeholder:text-ink-faint focus-visible:border-pine-ink focus-visible:outline-1 focus-visible:outline-pine-ink aria-invalid:border-danger"
        dir={text ? "auto" : undefined}
        onBlur={() => void keep()}
        onChange={({ target }) => setKeeping((before) => ({ ...before, text: target.value }))}
        placeholder={t("placeholder")}
        value={text}
      />
      <p
        className={`mt-1 text-xs ${isTooLong ? "text-danger" : "text-ink-faint"}`}
        id={ids.hint}
        role="status"
      >
        {isTooLong ? t("tooLong") : state === "idle" ? t("hint") : t(state)}
      </p>
      {theirs && (
        <NoteConflict
          onDecide={(whose) => setKeeping((before) => decided(before, whose))}
          theirs={theirs.text}
        />
      )}
    </section>
  );
}
