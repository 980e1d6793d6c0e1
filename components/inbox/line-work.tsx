"use client";

import { useTranslations } from "use-intl/react";
import type { ListedConversation } from "@/lib/protocol/list";
import { PRIORITY_NORMAL, priorities } from "@/lib/work";
import { initialsOf } from "../ui/avatar";
import { Icon } from "../ui/icon";
import { Time } from "../ui/time";
import { toneOf } from "../ui/tone";
import { useReader } from "../ui/use-reader";
import { useDesk } from "./desk";
import { TagChip } from "./tag-chip";

/** More do not fit into a line. */
const TAGS_SHOWN_MAX = 2;

/** Whose a conversation is. */
export function Assignee({ assigneeId, readerId }: { assigneeId: string | null; readerId: string }) {
  const t = useTranslations("views");
  const name = useDesk().team.find(({ userId }) => userId === assigneeId)?.name;
  if (assigneeId === null || name === undefined) return null;
  const label = assigneeId === readerId ? t("line.yours") : t("line.assigned", { name });
  return (
    <span className="inline-flex shrink-0" title={label}>
      <Mini id={assigneeId} name={name} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** Somebody in a line; stands beside their name. */
export function Mini({ id, name, className = "" }: { id: string; name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`tone-fill inline-flex size-5 items-center justify-center rounded-full text-[0.5625rem] font-semibold ${className}`}
      style={toneOf(id)}
    >
      {initialsOf(name)}
    </span>
  );
}

/** How a conversation stands, where that is anything but usual. */
export function WorkOnLine({ work }: { work: NonNullable<ListedConversation["work"]> }) {
  const t = useTranslations("views");
  const said = useTranslations("work");
  const desk = useDesk();
  const tags = work.tags.flatMap((id) => desk.tags.find((tag) => tag.id === id) ?? []);
  const priority = priorities[work.priority];
  const isUsual = work.priority === PRIORITY_NORMAL || priority === undefined;
  if (isUsual && !work.snoozedUntil && !work.dueAt && tags.length === 0) return null;
  return (
    <span className="mt-1 flex min-w-0 items-center gap-1.5 overflow-hidden text-xs text-ink-soft">
      {!isUsual && (
        <span
          className={`inline-flex shrink-0 items-center gap-0.5 font-medium ${work.priority > PRIORITY_NORMAL ? "text-clay-ink" : ""}`}
        >
          <Icon className="size-3.5" name="flag" />
          {said(`priority.${priority}`)}
        </span>
      )}
      {work.snoozedUntil && <Moment at={work.snoozedUntil} icon="clock" label={t("line.snoozed")} />}
      {work.dueAt && <Due at={work.dueAt} />}
      {tags.slice(0, TAGS_SHOWN_MAX).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {tags.length > TAGS_SHOWN_MAX && (
        <span>{t("line.moreTags", { count: tags.length - TAGS_SHOWN_MAX })}</span>
      )}
    </span>
  );
}

/** That something is promised, and until when; red once that is over. */
function Due({ at }: { at: string }) {
  const t = useTranslations("views.line");
  const reader = useReader();
  const isLate = reader !== null && Date.parse(at) <= reader.nowMs;
  const moment = <Moment at={at} icon="calendar" label={t(isLate ? "late" : "due")} />;
  return isLate ? <span className="shrink-0 font-medium text-danger">{moment}</span> : moment;
}

function Moment({ at, icon, label }: { at: string; icon: "clock" | "calendar"; label: string }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-1" title={label}>
      <Icon className="size-3.5" name={icon} />
      <span className="sr-only">{label}</span>
      <Time at={at} form="coming" />
    </span>
  );
}
