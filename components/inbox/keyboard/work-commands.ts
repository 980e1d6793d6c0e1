"use client";

import { useTranslations } from "use-intl/react";
import type { Standing } from "@/lib/standing";
import { priorities, type WorkWish } from "@/lib/work";
import { patiently } from "../../patiently";
import { type Command, useCommands } from "./commands";

const loadSnooze = patiently(() => import("@/lib/snooze"));

interface OpenWork {
  standing: Standing;
  selfId: string;
  change: (wish: WorkWish) => Promise<void>;
}

/** What can be made of the conversation that is open, as work. */
export function useWorkCommands({
  standing: { work, team, tags, timeZone },
  selfId,
  change,
}: OpenWork): void {
  const t = useTranslations("keyboard.work");
  const named = useTranslations("work");
  const to = (wish: WorkWish) => ({ run: () => void change(wish) });
  const snooze = async (name: "later" | "tomorrow" | "week") => {
    const { snoozeChoices } = await loadSnooze();
    const choice = snoozeChoices(Date.now(), timeZone).find((each) => each.name === name);
    if (choice) await change({ status: "snoozed", snoozedUntil: choice.until });
  };
  const isDone = work.status === "completed";
  const each: Command[] = [
    ...team.map(({ userId, name }) => ({
      ...{ id: `assign:${userId}`, group: "people" as const, ...to({ assigneeId: userId }) },
      words: t("assign", { name }),
    })),
    { id: "assign:nobody", group: "people", words: t("unassign"), ...to({ assigneeId: null }) },
    ...(["later", "tomorrow", "week"] as const).map((name) => ({
      ...{ id: `snooze:${name}`, group: "snoozes" as const, run: () => void snooze(name) },
      words: t("snooze", { until: named(`snooze.${name}`) }),
    })),
    ...priorities.map((name, priority) => ({
      ...{ id: `priority:${name}`, group: "priorities" as const, ...to({ priority }) },
      words: t("priority", { priority: named(`priority.${name}`) }),
    })),
    ...tags.map(({ id, name }) => ({
      ...{ id: `tag:${id}`, group: "tags" as const, ...to({ tag: { id, on: !work.tags.includes(id) } }) },
      words: t(work.tags.includes(id) ? "untag" : "tag", { tag: name }),
    })),
  ];
  useCommands([
    ...(work.assigneeId === selfId ? [] : [{ id: "take", ...to({ assigneeId: selfId }) } as const]),
    ...(isDone ? [] : [{ id: "complete", ...to({ status: "completed" }) } as const]),
    { id: "assign", among: "people" },
    { id: "snooze", among: "snoozes" },
    { id: "priority", among: "priorities" },
    ...(tags.length > 0 ? [{ id: "tag", among: "tags" } as const] : []),
    ...each,
  ]);
}
