"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { snoozeChoices } from "@/lib/snooze";
import type { Colleague } from "@/lib/standing";
import { priorities } from "@/lib/work";
import { Avatar } from "../ui/avatar";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { Menu, MenuChoices, MenuDivider, MenuItem } from "../ui/menu";
import { SnoozeDialog } from "./snooze-dialog";
import { TagPicker } from "./tag-picker";
import type { WorkPartProps } from "./work-bar";
import { useMomentWords } from "./work-notice";

interface WorkMenuProps extends WorkPartProps {
  /** The button that opens it again: it is first drawn when it is asked for, and so opens at once. */
  trigger: ReactNode;
}

/** What one thing of a conversation's work could be. */
export function WorkMenu({ of, ...props }: WorkMenuProps) {
  const { standing, change, refresh, makeTag, trigger } = props;
  switch (of) {
    case "assignee":
      return <AssigneeMenu {...props} />;
    case "status":
      return <StatusMenu {...props} />;
    case "priority":
      return <PriorityMenu {...props} />;
    case "tags":
      return (
        <TagPicker
          {...{ tags: standing.tags, carried: standing.work.tags, refresh, trigger }}
          make={standing.isOwner ? makeTag : undefined}
          onPut={(tag) => void change({ tag })}
        />
      );
  }
}

type PartProps = Omit<WorkMenuProps, "of">;
const NOBODY = "nobody";

function AssigneeMenu({ standing: { work, team }, selfId, change, refresh, trigger }: PartProps) {
  const t = useTranslations("work.assignee");
  const self = team.find(({ userId }) => userId === selfId);
  const others = team
    .filter(({ userId }) => userId !== selfId)
    .toSorted((one, other) => Number(other.isHere) - Number(one.isHere));
  return (
    <Menu align="start" onOpen={() => void refresh()} startsOpen trigger={trigger}>
      <MenuChoices
        choices={[
          { value: selfId, label: t("you"), mark: self && <Face {...self} /> },
          ...others.map((other) => ({
            value: other.userId,
            label: other.isHere ? `${other.name} · ${t("here")}` : other.name,
            mark: <Face {...other} />,
          })),
          { value: NOBODY, label: t("nobody"), mark: <Icon className="mx-1 size-5" name="person" /> },
        ]}
        label={t("label")}
        onChoose={(chosen) => void change({ assigneeId: chosen === NOBODY ? null : chosen })}
        value={work.assigneeId ?? NOBODY}
      />
    </Menu>
  );
}

function Face({ userId, name, isHere }: Colleague) {
  return <Avatar id={userId} name={name} size="small" status={isHere ? "online" : undefined} />;
}

function StatusMenu({ standing: { work, timeZone }, change, trigger }: PartProps) {
  const t = useTranslations("work");
  const momentWords = useMomentWords();
  const [isChoosing, setChoosing] = useState(false);
  const choices = snoozeChoices(Date.now(), timeZone);
  const snooze = (snoozedUntil: string) => void change({ status: "snoozed", snoozedUntil });
  return (
    <>
      <Menu align="start" startsOpen trigger={trigger}>
        {work.status !== "open" && (
          <MenuItem icon="tray" onSelect={() => void change({ status: "open" })}>
            {t("status.reopen")}
          </MenuItem>
        )}
        {work.status !== "completed" && (
          <MenuItem icon="sent" onSelect={() => void change({ status: "completed" })}>
            {t("status.complete")}
          </MenuItem>
        )}
        {work.status !== "archived" && (
          <MenuItem icon="archive" onSelect={() => void change({ status: "archived" })}>
            {t("status.archive")}
          </MenuItem>
        )}
        <MenuDivider />
        <p className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-faint">{t("snooze.label")}</p>
        {choices.map(({ name, until }) => (
          <MenuItem icon="clock" key={name} onSelect={() => snooze(until)}>
            {t(`snooze.${name}`)}
            <span className="block text-xs text-ink-faint">{momentWords(until)}</span>
          </MenuItem>
        ))}
        <MenuItem icon="clock" onSelect={() => setChoosing(true)}>
          {t("snooze.custom")}
        </MenuItem>
      </Menu>
      <SnoozeDialog isOpen={isChoosing} onOpenChange={setChoosing} onSnooze={snooze} timeZone={timeZone} />
    </>
  );
}

function PriorityMenu({ standing: { work }, change, trigger }: PartProps) {
  const t = useTranslations("work.priority");
  return (
    <Menu align="start" startsOpen trigger={trigger}>
      <MenuChoices
        choices={priorities.map((name) => ({ value: name, label: t(name) })).toReversed()}
        label={t("label")}
        onChoose={(chosen) => void change({ priority: priorities.indexOf(chosen) })}
        value={priorities[work.priority] ?? "normal"}
      />
    </Menu>
  );
}

interface WorkSheetProps {
  trigger: ReactNode;
  children: ReactNode;
}

/** All of it where there is no room for a bar. */
export function WorkSheet({ trigger, children }: WorkSheetProps) {
  const t = useTranslations("work");
  const [isOpen, setOpen] = useState(true);
  return (
    <Dialog at="end" isOpen={isOpen} onOpenChange={setOpen} title={t("label")} trigger={trigger}>
      {children}
    </Dialog>
  );
}
