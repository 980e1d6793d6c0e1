"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Measures } from "@/lib/client/post-file";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { clockOf } from "./file-words";
import { Glyph } from "./glyph";
import { Recording } from "./recording";

/** A longer one ends by itself. */
const VOICE_MS_MAX = 10 * 60_000;
const BARS = 24;

interface RecorderProps {
  onRecorded: (file: File, measures: Measures) => void;
  onClose: () => void;
}

/** Above the field while somebody speaks: that it runs, how loud and how long, and the two ways out. */
export function Recorder({ onRecorded, onClose }: RecorderProps) {
  const t = useTranslations("attachments.recorder");
  const recording = useRef<Recording>(undefined);
  const [levels, setLevels] = useState<number[]>([]);
  const [ms, setMs] = useState(0);
  const [isRefused, setIsRefused] = useState(false);

  useEffect(() => {
    let isGone = false;
    Recording.begin((level, atMs) => {
      setLevels((before) => [...before.slice(1 - BARS), level]);
      setMs(atMs);
    })
      .then((begun) => {
        if (isGone) begun.cancel();
        else recording.current = begun;
      })
      .catch((cause: unknown) => {
        console.warn("nothing can be recorded:", cause);
        setIsRefused(true);
      });
    return () => {
      isGone = true;
      recording.current?.cancel();
    };
  }, []);

  async function finish() {
    if (!recording.current) return;
    const { file, measures } = await recording.current.stop(t("name"));
    onRecorded(file, measures);
    onClose();
  }
  const isOver = ms >= VOICE_MS_MAX;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has become too long
  useEffect(() => {
    if (isOver) void finish();
  }, [isOver]);

  if (isRefused)
    return (
      <div className="flex items-center justify-between gap-2 px-2.5 pb-1.5 text-sm text-danger" role="alert">
        {t("refused")}
        <IconButton icon="close" label={t("cancel")} onClick={onClose} size="small-round" />
      </div>
    );
  return (
    <fieldset
      aria-label={t("label")}
      className="min-w-0 animate-rise"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // What is around it must not close as well.
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="flex h-12 items-center gap-2.5 px-2 pb-1.5">
        <IconButton icon="bin" label={t("cancel")} onClick={onClose} size="small-round" />
        <span className="size-2.5 animate-breathe rounded-full bg-danger" />
        <span className="sr-only" role="status">
          {ms > 0 && t("running")}
        </span>
        <span className="text-sm tabular-nums" dir="ltr">
          {clockOf(ms)}
        </span>
        <span
          aria-hidden="true"
          className="flex h-7 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden"
        >
          {levels.map((level, index) => (
            <span
              className="w-1 shrink-0 rounded-full bg-pine-ink"
              // biome-ignore lint/suspicious/noArrayIndexKey: a bar has no other name than its place
              key={index}
              style={{ height: `${Math.max(10, level * 100)}%` }}
            />
          ))}
        </span>
        <Button autoFocus aria-disabled={ms === 0} onClick={finish} size="small">
          <Glyph className="size-4" name="stop" />
          {t("stop")}
        </Button>
      </div>
    </fieldset>
  );
}
