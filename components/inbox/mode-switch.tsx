import { useTranslations } from "use-intl/react";
import type { AgentComposer } from "../conversation/agent-composer";
import { Icon } from "../ui/icon";

/** Whether what is written goes to the customer or stays among the business; what was begun stays with its mode. */
export function ModeSwitch({ mode, setMode, field }: Pick<AgentComposer, "mode" | "setMode" | "field">) {
  const t = useTranslations("notes");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div aria-label={t("mode")} className="flex min-w-0 items-center gap-1 pb-1.5" role="group">
      {(["reply", "note"] as const).map((each) => (
        <button
          aria-keyshortcuts={each === "note" ? "Alt+N" : undefined}
          aria-pressed={mode === each}
          className={`inline-flex h-8 items-center gap-1.5 rounded-md border px-2.5 text-sm font-medium text-ink-soft hover:text-ink ${looks[each]}`}
          key={each}
          onClick={() => {
            setMode(each);
            field.current?.focus();
          }}
          title={each === "note" ? t("modeKeys") : undefined}
          type="button"
        >
          <Icon className="size-4" name={each === "note" ? "note" : "waits"} />
          {t(each)}
        </button>
      ))}
      <span className={mode === "note" ? "min-w-0 truncate text-xs text-note-ink" : "sr-only"} role="status">
        {t(mode === "note" ? "isNote" : "isReply")}
      </span>
    </div>
  );
}

const PRESSED =
  "border-transparent aria-pressed:underline-offset-4 forced-colors:aria-pressed:border-[Highlight]";
const looks = {
  reply: `${PRESSED} aria-pressed:bg-pine-tint aria-pressed:text-pine-ink`,
  note: `${PRESSED} aria-pressed:border-note aria-pressed:bg-note-tint aria-pressed:text-note-ink`,
};

/** Alt with N, also where the keyboard makes another letter of it. */
export function isModeKey({ code, altKey, ctrlKey, metaKey, shiftKey }: ModeKey): boolean {
  return code === "KeyN" && altKey && !ctrlKey && !metaKey && !shiftKey;
}
type ModeKey = Record<"altKey" | "ctrlKey" | "metaKey" | "shiftKey", boolean> & { code: string };
