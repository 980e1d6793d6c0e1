"use client";

import { useRouter, useSelectedLayoutSegment } from "next/navigation";
import { lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ListedConversation } from "@/lib/protocol/list";
import { patiently } from "../../patiently";
import { IconButton } from "../../ui/icon-button";
import { useUndo } from "../../ui/toast";
import { keptQueryNow } from "../kept-view";
import { type Command, commandNow, type Kind, useCommands } from "./commands";
import { useKept } from "./kept";
import { type KeySettings, keymapOf, readKeySettings } from "./keymap";
import { isForPalette, keyOf, press, SEQUENCE_WITHIN_MS } from "./keys";

const Palette = lazy(patiently(() => import("./palette").then((module) => ({ default: module.Palette }))));
const Shortcuts = lazy(
  patiently(() => import("./shortcuts").then((module) => ({ default: module.Shortcuts }))),
);

interface KeyboardProps {
  readerId: string;
  /** As they are listed. */
  conversations: ListedConversation[];
  isOwner: boolean;
}

type Shown = { is: "palette"; among?: Kind } | { is: "shortcuts" };

/** Everything of the inbox by keys: each its own, or all of it looked for by words. Also by a button, for fingers. */
export function Keyboard({ readerId, conversations, isOwner }: KeyboardProps) {
  const t = useTranslations("keyboard");
  const router = useRouter();
  const [shown, setShown] = useState<Shown | null>(null);
  const [kept, keep] = useKept(`keys/${readerId}`);
  const settings = useMemo(() => readKeySettings(kept), [kept]);
  // One that is gone may say so when another is shown already.
  const hide = (gone: Shown["is"]) => setShown((now) => (now?.is === gone ? null : now));
  const perform = (command: Command) => {
    if (command.among) setShown({ is: "palette", among: command.among });
    else command.run();
  };
  const onGo = (place: string) => {
    const query = new URLSearchParams(keptQueryNow()).toString();
    const rest: "" | `?${string}` = query === "" ? "" : `?${query}`;
    router.push(place ? `/inbox/${place}${rest}` : `/inbox${rest}`);
  };
  // What is typed while something is on its way is meant for that.
  const isHeard = settings.isOn && shown === null;
  useKeys({ ...settings, isOn: isHeard }, { onPalette: () => setShown({ is: "palette" }), perform });
  useCommands([
    ...useWays({ conversations, onGo, isOwner }),
    { id: "shortcuts", run: () => setShown({ is: "shortcuts" }) },
  ]);
  return (
    <>
      <IconButton
        aria-haspopup="dialog"
        icon="command"
        label={t("palette")}
        onClick={() => setShown({ is: "palette" })}
        size="small-round"
      />
      <Suspense>
        {shown?.is === "palette" && (
          <Palette
            among={shown.among}
            conversations={conversations}
            keymap={settings.isOn ? keymapOf(settings) : null}
            // Anew where one thing chosen asks for another.
            key={shown.among}
            onGo={onGo}
            onHide={() => hide("palette")}
            perform={perform}
            readerId={readerId}
          />
        )}
        {shown?.is === "shortcuts" && (
          <Shortcuts
            onChange={(wanted: KeySettings) => keep(JSON.stringify(wanted))}
            onHide={() => hide("shortcuts")}
            settings={settings}
          />
        )}
      </Suspense>
    </>
  );
}

/** The ways through the inbox. */
function useWays({
  conversations,
  onGo,
  isOwner,
}: Pick<KeyboardProps, "conversations" | "isOwner"> & { onGo: (place: string) => void }): Command[] {
  const openId = useSelectedLayoutSegment();
  const undo = useUndo();
  const place = conversations.findIndex(({ id }) => id === openId);
  const [after, before] = [conversations[place + 1], conversations[place - 1]];
  return [
    ...(after ? [{ id: "next", run: () => onGo(after.id) } as const] : []),
    ...(before ? [{ id: "previous", run: () => onGo(before.id) } as const] : []),
    ...(openId ? [{ id: "back", run: () => onGo("") } as const] : []),
    ...(undo ? [{ id: "undo", run: undo } as const] : []),
    ...(isOwner ? [{ id: "figures", run: () => onGo("figures") } as const] : []),
    { id: "search", run: () => document.querySelector<HTMLElement>("#list input[type=search]")?.focus() },
  ];
}

/** Hears single keys where nothing is written, and Cmd or Ctrl with K everywhere. */
function useKeys(
  { isOn, ...settings }: KeySettings,
  { onPalette, perform }: { onPalette: () => void; perform: (command: Command) => void },
): void {
  const begun = useRef({ keys: "", at: 0 });
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return;
    if (isForPalette(event, navigator.platform) && !isWithin(event.target, OVER_THE_PAGE)) {
      event.preventDefault();
      onPalette();
      return;
    }
    // Out of what is written, to where keys are heard.
    if (isOn && event.key === "Escape" && !event.isComposing && event.target instanceof HTMLTextAreaElement)
      event.target.blur();
    const key = isOn && !isWithin(event.target, `${FIELDS}, ${OVER_THE_PAGE}`) && keyOf(event);
    if (!key) return;
    const { keys, at } = begun.current;
    const pressed = press(
      event.timeStamp - at < SEQUENCE_WITHIN_MS ? keys : "",
      key,
      keymapOf({ isOn, ...settings }),
    );
    begun.current = { keys: pressed.begun, at: event.timeStamp };
    const command = pressed.id && commandNow(pressed.id);
    if (pressed.begun || command) event.preventDefault();
    if (command) perform(command);
  });
  useEffect(() => {
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
const OVER_THE_PAGE = "[role=dialog], [role=alertdialog], [role=menu]";

function isWithin(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
