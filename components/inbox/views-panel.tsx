"use client";

import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as newId } from "uuid";
import type { ActionResult } from "@/lib/action-result";
import { type InboxDesk, type SavedView, VIEW_NAME_LENGTH_MAX } from "@/lib/inbox-desk";
import { EVERYTHING_OPEN, type InboxView, inboxSorts, keyOfView } from "@/lib/inbox-view";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { lookAt } from "./kept-view";
import type { Counts } from "./live-counts";
import { usualNames, usualViews } from "./usual-views";
import { ViewCount, ViewLink } from "./view-bar";

export interface SavedViewActions {
  save: (asked: SavedView & { businessId: string }) => Promise<ActionResult<SavedView>>;
  remove: (asked: { businessId: string; id: string }) => Promise<ActionResult<{ id: string }>>;
}

export interface ViewsPanelProps {
  businessId: string;
  view: InboxView;
  counts: Counts;
  desk: InboxDesk;
  actions: SavedViewActions;
  onSaved: (savedViews: SavedView[]) => void;
  trigger: ReactNode;
}

/** Everything an inbox can be looked at by. */
export function ViewsPanel({ trigger, ...props }: ViewsPanelProps) {
  const t = useTranslations("views");
  const [isOpen, setOpen] = useState(true);
  const { view, counts } = props;
  const shown = keyOfView({ ...view, sort: EVERYTHING_OPEN.sort });
  return (
    <Popover.Root onOpenChange={setOpen} open={isOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          aria-label={t("all")}
          className="z-40 max-h-(--radix-popover-content-available-height) w-76 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-lg border border-line bg-surface p-2 text-ink shadow-floating outline-none animate-rise"
          collisionPadding={12}
          // By itself it would pass over the links.
          onOpenAutoFocus={(event) => {
            const first = event.target instanceof HTMLElement && event.target.querySelector("a");
            if (!first) return;
            event.preventDefault();
            first.focus();
          }}
          sideOffset={6}
        >
          <ul>
            {usualNames.map((name) => (
              <li key={name}>
                <ViewLink
                  className={lineClass}
                  isShown={keyOfView(usualViews[name]) === shown}
                  onLook={() => setOpen(false)}
                  view={usualViews[name]}
                >
                  <span className="flex-1">{t(`names.${name}`)}</span>
                  <ViewCount count={counts[keyOfView(usualViews[name])]} />
                </ViewLink>
              </li>
            ))}
          </ul>
          <Filters {...props} />
          <SavedViews {...props} onLook={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const lineClass =
  "flex min-h-9 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm hover:bg-sunken aria-[current]:bg-pine-tint aria-[current]:font-medium";
const headingClass = "px-2.5 pt-3 pb-1 text-xs font-medium text-ink-soft";

function Filters({ view, desk }: Pick<ViewsPanelProps, "view" | "desk">) {
  const t = useTranslations("views");
  const { assignee } = view;
  const isColleague = assignee !== undefined && assignee !== "me" && assignee !== "nobody";
  return (
    <div className="border-t border-line px-2.5 pt-3 pb-3 mt-2 grid gap-2">
      <Choice
        label={t("agent")}
        onChoose={(chosen) => lookAt({ ...view, assignee: chosen || undefined })}
        options={desk.team.map(({ userId, name }) => ({ value: userId, label: name }))}
        unchosen={t("anybody")}
        value={isColleague ? assignee : ""}
      />
      {desk.tags.length > 0 && (
        <Choice
          label={t("tag")}
          onChoose={(chosen) => lookAt({ ...view, tag: chosen || undefined })}
          options={desk.tags.map(({ id, name }) => ({ value: id, label: name }))}
          unchosen={t("anyTag")}
          value={view.tag ?? ""}
        />
      )}
      <Choice
        label={t("channel")}
        onChoose={(chosen) => lookAt({ ...view, channel: channels.find((each) => each === chosen) })}
        options={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
        unchosen={t("anyChannel")}
        value={view.channel ?? ""}
      />
      <Choice
        label={t("sort")}
        onChoose={(chosen) =>
          lookAt({ ...view, sort: inboxSorts.find((each) => each === chosen) ?? "newest" })
        }
        options={inboxSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        value={view.sort}
      />
    </div>
  );
}

const channels = ["chat", "email", "voice"] as const;

interface ChoiceProps {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  /** What is said where none is chosen. */
  unchosen?: string;
  onChoose: (value: string) => void;
}

function Choice({ label, value, options, unchosen, onChoose }: ChoiceProps) {
  return (
    <label className="flex items-center gap-3 text-sm">
      <span className="w-20 shrink-0 text-ink-soft">{label}</span>
      <select
        className="h-9 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 text-base sm:text-sm"
        onChange={(event) => onChoose(event.target.value)}
        value={value}
      >
        {unchosen !== undefined && <option value="">{unchosen}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

type SavedViewsProps = Omit<ViewsPanelProps, "trigger"> & { onLook: () => void };

function SavedViews({ businessId, view, counts, desk, actions, onSaved, onLook }: SavedViewsProps) {
  const t = useTranslations("views");
  const toast = useToast();
  const refusalWords = useRefusalWords();
  const [renamed, setRenamed] = useState<SavedView>();
  const { savedViews } = desk;
  const shown = keyOfView(view);
  const isKnown =
    usualNames.some((name) => keyOfView(usualViews[name]) === shown) ||
    savedViews.some((each) => keyOfView(each.view) === shown);

  async function save(saved: SavedView) {
    const result = await answered(actions.save({ businessId, ...saved }));
    if (!result.ok) return toast({ text: refusalWords(result.refusal.code) });
    const others = savedViews.filter(({ id }) => id !== saved.id);
    const place = savedViews.findIndex(({ id }) => id === saved.id);
    onSaved(place < 0 ? [...others, result.value] : others.toSpliced(place, 0, result.value));
    setRenamed(undefined);
  }

  async function remove(saved: SavedView) {
    const result = await answered(actions.remove({ businessId, id: saved.id }));
    if (!result.ok) return toast({ text: refusalWords(result.refusal.code) });
    onSaved(savedViews.filter(({ id }) => id !== saved.id));
    toast({ text: t("removed", { name: saved.name }), undo: () => void save(saved) });
  }

  return (
    <div className="border-t border-line">
      {savedViews.length > 0 && <h3 className={headingClass}>{t("saved")}</h3>}
      <ul>
        {savedViews.map((saved) => (
          <li className="flex items-center" key={saved.id}>
            {renamed?.id === saved.id ? (
              <NameForm
                label={t("rename", { name: saved.name })}
                name={saved.name}
                onName={(name) => save({ ...saved, name })}
              />
            ) : (
              <>
                <ViewLink
                  className={lineClass}
                  isShown={keyOfView(saved.view) === shown}
                  onLook={onLook}
                  view={saved.view}
                >
                  <bdi className="min-w-0 flex-1 truncate">{saved.name}</bdi>
                  <ViewCount count={counts[keyOfView(saved.view)]} />
                </ViewLink>
                <IconButton
                  icon="edit"
                  label={t("rename", { name: saved.name })}
                  onClick={() => setRenamed(saved)}
                  size="small-round"
                />
                <IconButton
                  icon="bin"
                  label={t("remove", { name: saved.name })}
                  onClick={() => void remove(saved)}
                  size="small-round"
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {!isKnown && (
        <NameForm
          key={shown}
          label={t("saveAs")}
          name=""
          onName={(name) => save({ id: newId(), name, view })}
        />
      )}
    </div>
  );
}

interface NameFormProps {
  label: string;
  name: string;
  onName: (name: string) => Promise<void>;
}

function NameForm({ label, name, onName }: NameFormProps) {
  const t = useTranslations("views");
  return (
    <form
      action={async (form) => {
        const written = String(form.get("name")).trim();
        if (written) await onName(written);
      }}
      className="flex w-full items-center gap-2 px-2.5 py-2"
    >
      <input
        aria-label={label}
        autoComplete="off"
        className="h-9 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2 text-base sm:text-sm"
        defaultValue={name}
        dir="auto"
        maxLength={VIEW_NAME_LENGTH_MAX}
        name="name"
        placeholder={label}
        required
      />
      <Button look="secondary" size="small" type="submit">
        {t("save")}
      </Button>
    </form>
  );
}
