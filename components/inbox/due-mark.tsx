"use client";

import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";
import { listTimeOf } from "../ui/moment";
import { useReader } from "../ui/use-reader";

/** That something is promised here, and until when; red once that is over. */
export function DueMark({ at }: { at: string }) {
  const t = useTranslations("closing.promise");
  const reader = useReader();
  if (!reader) return null;
  const isLate = Date.parse(at) <= reader.nowMs;
  const words = t(isLate ? "late" : "due", { when: listTimeOf(at, reader) });
  return (
    <span className={`inline-flex ${isLate ? "text-danger" : "text-ink-faint"}`} title={words}>
      <Icon className="size-4" name="clock" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
