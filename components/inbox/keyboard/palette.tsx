"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ListedConversation } from "@/lib/protocol/list";
import { Dialog } from "../../ui/dialog";
import { Icon } from "../../ui/icon";
import { type Command, commandsNow, type Kind } from "./commands";
import { found } from "./found";
import { useKept } from "./kept";
import { KeyCaps } from "./key-caps";
import { type CommandId, commands } from "./keymap";
import type { Keymap } from "./keys";

const SHOWN_MAX = 50;
const RECENT_MAX = 5;

interface PaletteProps {
  readerId: string;
  conversations: ListedConversation[];
  /** Without those that are switched off. */
  keymap: Keymap<CommandId> | null;
  /** Only those of this kind are to be chosen from. */
  among: Kind | undefined;
  onGo: (place: string) => void;
  perform: (command: Command) => void;
  onHide: () => void;
}

/** One thing to choose: what can be done now, or where one can go. */
interface Choice {
  id: string;
  words: string;
  group: string;
  keys: string;
  run: () => void;
}

/** Looks by words for what can be done, and for conversations. */
export function Palette({ readerId, onHide, ...offered }: PaletteProps) {
  const t = useTranslations("keyboard");
  const listId = useId();
  const choices = useChoices(offered);
  const [recentText, keepRecent] = useKept(`recent/${readerId}`);
  const recent = (recentText ?? "").split(" ").filter(Boolean);
  const [query, setQuery] = useState("");
  const title = offered.among ? t(`groups.${offered.among}`) : t("palette");
  const [place, setPlace] = useState(0);
  const [chosen, setChosen] = useState<Choice>();
  const [isOpen, setOpen] = useState(true);
  // The field takes the focus before the dialog could see where it was.
  const cameFrom = useRef(document.activeElement instanceof HTMLElement ? document.activeElement : null);
  const shown = found(choices, query, recent).slice(0, SHOWN_MAX);
  const reached = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: wherever the arrow keys led
  useEffect(() => reached.current?.scrollIntoView({ block: "nearest" }), [place]);

  function choose(choice: Choice | undefined) {
    if (!choice) return;
    keepRecent([choice.id, ...recent.filter((id) => id !== choice.id)].slice(0, RECENT_MAX).join(" "));
    setChosen(choice);
    setOpen(false);
  }

  function lead(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const way = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (way !== 0) setPlace((place + way + shown.length) % Math.max(1, shown.length));
    else if (event.key === "Enter") choose(shown[place]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog
      at="top"
      isOpen={isOpen}
      // Only once the focus is back where it was: what was chosen may lead it elsewhere.
      onClosed={() => {
        onHide();
        chosen?.run();
      }}
      onOpenChange={setOpen}
      returnsTo={cameFrom}
      title={title}
    >
      <div className="flex items-center gap-2 rounded-md border border-line-strong bg-paper ps-3 focus-within:border-pine-ink focus-within:outline-1 focus-within:outline-pine-ink">
        <Icon className="size-4.5 text-ink-faint" name="search" />
        <input
          aria-activedescendant={shown[place] && `${listId}-${place}`}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-expanded
          aria-label={t("query")}
          autoComplete="off"
          autoFocus
          className="h-11 min-w-0 flex-1 bg-transparent pe-3 text-base outline-none placeholder:text-ink-faint"
          // Without a text it is the placeholder that is seen, and that runs with the page.
          dir={query ? "auto" : undefined}
          enterKeyHint="go"
          onChange={({ target }) => {
            setQuery(target.value);
            setPlace(0);
          }}
          onKeyDown={lead}
          placeholder={t("query")}
          role="combobox"
          spellCheck={false}
          type="text"
          value={query}
        />
      </div>
      <p className="sr-only" role="status">
        {t("found", { count: shown.length })}
      </p>
      {shown.length === 0 && <p className="py-8 text-center text-sm text-ink-soft">{t("nothing")}</p>}
      <div aria-label={title} className="mt-2" id={listId} role="listbox">
        {shown.map((choice, n) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            aria-selected={n === place}
            className="flex min-h-11 cursor-default items-center gap-3 rounded-md px-3 py-1.5 aria-selected:bg-pine-tint forced-colors:aria-selected:outline-2"
            id={`${listId}-${n}`}
            key={choice.id}
            onClick={() => choose(choice)}
            onPointerMove={() => setPlace(n)}
            ref={n === place ? reached : undefined}
            role="option"
          >
            <bdi className="min-w-0 flex-1 truncate">{choice.words}</bdi>
            <span className="shrink-0 text-xs text-ink-soft">{choice.group}</span>
            {choice.keys && <KeyCaps keys={choice.keys} />}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

/** What there was when it was opened: nothing changes under the reader's hand. */
function useChoices({
  conversations,
  keymap,
  among,
  onGo,
  perform,
}: Omit<PaletteProps, "readerId" | "onHide">): Choice[] {
  const t = useTranslations("keyboard");
  const inbox = useTranslations("inbox");
  const choiceOf = (command: Command): Choice => ({
    id: command.id,
    run: () => perform(command),
    ...(command.words === undefined
      ? {
          words: t(`commands.${command.id}`),
          group: t(`groups.${commands[command.id].group}`),
          keys: keymap?.[command.id] ?? "",
        }
      : { words: command.words, group: t(`groups.${command.group}`), keys: "" }),
  });
  const nameOf = ({ kind, title, customerId, customerName }: ListedConversation) => {
    if (kind === "group") return title || inbox("list.untitled");
    return customerId === null ? inbox("formerCustomer") : customerName;
  };
  const [choices] = useState(() => {
    if (among) {
      const alike = commandsNow().filter((command) => command.words !== undefined && command.group === among);
      return alike.map(choiceOf);
    }
    return [
      ...commandsNow().map(choiceOf),
      ...conversations.map((conversation) => ({
        id: conversation.id,
        words: nameOf(conversation),
        group: t("groups.conversations"),
        keys: "",
        run: () => onGo(conversation.id),
      })),
    ];
  });
  return choices;
}
