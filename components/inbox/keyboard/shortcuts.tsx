"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { KeyCaps } from "./key-caps";
import { type CommandId, commandIds, commands, type KeySettings, keymapOf, USUAL } from "./keymap";
import { conflictsIn, isApple, parseKeys } from "./keys";

interface ShortcutsProps {
  settings: KeySettings;
  onChange: (settings: KeySettings) => void;
  onHide: () => void;
}

const groups = [...new Set(commandIds.map((id) => commands[id].group))];

/** What each key does here, and how somebody would rather have it. */
export function Shortcuts({ settings, onChange, onHide }: ShortcutsProps) {
  const t = useTranslations("keyboard");
  const [isOpen, setOpen] = useState(true);
  // Drawn anew when everything is as usual again, whatever was being written.
  const [version, setVersion] = useState(0);
  const conflicts = conflictsIn(keymapOf(settings));
  return (
    <Dialog
      at="end"
      description={t("shortcuts.advice")}
      isOpen={isOpen}
      onClosed={onHide}
      onOpenChange={setOpen}
      title={t("shortcuts.title")}
    >
      <label className="flex min-h-11 items-center gap-3 font-medium">
        <input
          checked={settings.isOn}
          className="size-5 accent-pine"
          onChange={({ target }) => onChange({ ...settings, isOn: target.checked })}
          type="checkbox"
        />
        {t("shortcuts.on")}
      </label>
      <p className="flex items-center justify-between gap-3 py-2 text-sm">
        {t("palette")}
        <KeyCaps keys={`${isApple(navigator.platform) ? "⌘" : "Ctrl"} k`} />
      </p>
      <p className="flex items-center justify-between gap-3 py-2 text-sm">
        {t("shortcuts.leave")}
        <KeyCaps keys="Esc" />
      </p>
      {groups.map((group) => (
        <fieldset
          className="mt-4 border-t border-line pt-2"
          disabled={!settings.isOn}
          key={`${group}/${version}`}
        >
          <legend className="float-start w-full py-2 text-sm font-medium text-ink-soft">
            {t(`groups.${group}`)}
          </legend>
          {commandIds
            .filter((id) => commands[id].group === group)
            .map((id) => (
              <KeysField
                conflicts={conflicts.get(id) ?? []}
                id={id}
                key={id}
                keys={keymapOf(settings)[id]}
                onChange={(keys) => onChange({ ...settings, keys: { ...settings.keys, [id]: keys } })}
              />
            ))}
        </fieldset>
      ))}
      <Button
        className="mt-6 w-full"
        look="secondary"
        onClick={() => {
          onChange(USUAL);
          setVersion(version + 1);
        }}
      >
        {t("shortcuts.reset")}
      </Button>
    </Dialog>
  );
}

interface KeysFieldProps {
  id: CommandId;
  keys: string;
  conflicts: CommandId[];
  onChange: (keys: string) => void;
}

/** The keys of a command as they are written: "e", "g i", or nothing. What cannot be keys is not kept. */
function KeysField({ id, keys, conflicts, onChange }: KeysFieldProps) {
  const t = useTranslations("keyboard");
  const noteId = useId();
  const [written, setWritten] = useState(keys);
  const isWrong = parseKeys(written) === null;
  const others = conflicts.map((other) => t(`commands.${other}`)).join(", ");
  const note = isWrong ? t("shortcuts.wrong") : others && t("shortcuts.conflict", { others });
  return (
    <div className="clear-both py-1">
      <label className="flex min-h-9 items-center gap-3 text-sm">
        <span className="min-w-0 flex-1">{t(`commands.${id}`)}</span>
        <input
          aria-describedby={note ? noteId : undefined}
          aria-invalid={note ? true : undefined}
          autoCapitalize="none"
          autoComplete="off"
          className="h-9 w-16 rounded-md border border-line-strong bg-surface text-center text-base uppercase disabled:opacity-55 aria-invalid:border-danger sm:text-sm"
          dir="ltr"
          maxLength={3}
          onChange={({ target }) => {
            setWritten(target.value);
            const wanted = parseKeys(target.value);
            if (wanted !== null) onChange(wanted);
          }}
          spellCheck={false}
          type="text"
          value={written}
        />
      </label>
      <p className="text-sm text-danger" id={noteId} role="status">
        {note}
      </p>
    </div>
  );
}
