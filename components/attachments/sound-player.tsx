"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { PEAK_MAX } from "@/lib/attachment-limits";
import { clockOf } from "./file-words";
import { Glyph } from "./glyph";
import { playAlone } from "./play-alone";

const SPEEDS = [1, 1.5, 2];
/** A sound of which nobody told how loud it is. */
const EVEN = Array.from({ length: 32 }, () => PEAK_MAX / 5);
/** What is silent is seen, too. */
const BAR_PERCENT_MIN = 8;
const STEP_MS = 100;

interface SoundPlayerProps {
  name: string;
  src: string;
  durationMs: number | null;
  peaks: number[] | null;
}

/** A voice note, or any other sound: play, seek along its bars, and listen faster. */
export function SoundPlayer({ name, src, durationMs, peaks }: SoundPlayerProps) {
  const t = useTranslations("attachments.sound");
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const [foundMs, setFoundMs] = useState(0);
  const [speed, setSpeed] = useState(1);
  const totalMs = durationMs ?? foundMs;
  const share = totalMs > 0 ? atMs / totalMs : 0;

  function toggle() {
    if (isPlaying) audio.current?.pause();
    else audio.current?.play().catch((cause: unknown) => console.warn("a sound could not be played:", cause));
  }

  function seek(ms: number) {
    setAtMs(ms);
    if (audio.current) audio.current.currentTime = ms / 1000;
  }

  function hurry() {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (audio.current) audio.current.playbackRate = next;
  }

  return (
    <fieldset
      aria-label={name}
      className="min-w-0 rounded-lg bg-[color-mix(in_oklab,currentColor_9%,transparent)]"
    >
      {/* biome-ignore lint/a11y/useMediaCaption: nobody writes captions for what they say */}
      <audio
        onEnded={() => setAtMs(0)}
        onLoadedMetadata={({ currentTarget: { duration } }) => {
          if (Number.isFinite(duration)) setFoundMs(duration * 1000);
        }}
        onPause={() => setIsPlaying(false)}
        onPlay={(event) => {
          playAlone(event);
          setIsPlaying(true);
        }}
        onTimeUpdate={({ currentTarget: { currentTime } }) => setAtMs(currentTime * 1000)}
        preload={durationMs === null ? "metadata" : "none"}
        ref={audio}
        src={src}
      />
      {/* A fieldset does not place what is in it. */}
      <div className="flex h-14 items-center gap-2 px-2">
        <button
          aria-label={isPlaying ? t("pause") : t("play")}
          className="inline-flex size-9 shrink-0 items-center justify-center rounded-full border border-current/40 hover:bg-[color-mix(in_oklab,currentColor_12%,transparent)]"
          onClick={toggle}
          type="button"
        >
          <Glyph className="size-5" name={isPlaying ? "pause" : "play"} />
        </button>
        <span className="relative h-8 min-w-0 flex-1" dir="ltr">
          <Bars peaks={peaks ?? EVEN} share={share} />
          <input
            aria-label={t("place")}
            aria-valuetext={t("at", { at: clockOf(atMs), of: clockOf(totalMs) })}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
            max={Math.max(totalMs, STEP_MS)}
            min={0}
            onChange={({ target }) => seek(target.valueAsNumber)}
            step={STEP_MS}
            type="range"
            value={Math.min(atMs, totalMs)}
          />
        </span>
        <span className="flex w-10 shrink-0 flex-col items-center text-xs tabular-nums" dir="ltr">
          {clockOf(isPlaying || atMs > 0 ? atMs : totalMs)}
          <button
            aria-label={t("speed", { speed })}
            className="min-h-6 min-w-8 rounded-sm font-semibold hover:underline"
            onClick={hurry}
            type="button"
          >
            {speed}×
          </button>
        </span>
      </div>
    </fieldset>
  );
}

/** What was heard already is drawn in full. */
function Bars({ peaks, share }: { peaks: number[]; share: number }) {
  return (
    <span aria-hidden="true" className="absolute inset-0 flex items-center gap-px">
      {peaks.map((peak, index) => (
        <span
          className={`min-w-px flex-1 rounded-full bg-current ${index / peaks.length < share ? "" : "opacity-45"}`}
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar has no other name than its place
          key={index}
          style={{ height: `${Math.max(BAR_PERCENT_MIN, (peak / PEAK_MAX) * 100)}%` }}
        />
      ))}
    </span>
  );
}
