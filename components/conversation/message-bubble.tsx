import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar";

const looks = {
  own: "bg-pine text-on-pine",
  colleague: "bg-pine-tint text-ink",
  other: "border border-line bg-surface text-ink",
  failed: "border border-danger bg-danger-tint text-ink",
} as const;

interface MessageBubbleProps {
  look: keyof typeof looks;
  sender: { id: string | null; name: string };
  startsGroup: boolean;
  children: ReactNode;
  /** Time and marks, at the end of the last line. */
  meta?: ReactNode;
  /** What can be done about it, below. */
  footer?: ReactNode;
}

export function MessageBubble({ look, sender, startsGroup, children, meta, footer }: MessageBubbleProps) {
  const isOwn = look === "own" || look === "failed";
  const corner = startsGroup ? (isOwn ? "rounded-se-sm" : "rounded-ss-sm") : "";
  return (
    <article
      aria-label={isOwn ? "You" : sender.name}
      className={`flex gap-2 px-3 sm:px-5 ${startsGroup ? "pt-3" : "pt-1"} ${isOwn ? "justify-end" : ""}`}
    >
      {!isOwn && (
        <span className="w-7 shrink-0 pt-5.5">
          {startsGroup && <Avatar id={sender.id ?? sender.name} name={sender.name} size="small" />}
        </span>
      )}
      <div className={`flex max-w-[min(34rem,85%)] min-w-0 flex-col ${isOwn ? "items-end" : "items-start"}`}>
        {!isOwn && startsGroup && (
          <p
            aria-hidden="true"
            className="mb-0.5 max-w-full truncate px-1 text-xs font-medium text-ink-soft"
            dir="auto"
          >
            {sender.name}
          </p>
        )}
        <div className={`max-w-full rounded-bubble px-3.5 py-2 text-chat ${looks[look]} ${corner}`}>
          {children}
          {meta && (
            <span className="float-end ms-3 mt-1.5 -mb-0.5 inline-flex items-center gap-1 text-xs tabular-nums">
              {meta}
            </span>
          )}
        </div>
        {footer}
      </div>
    </article>
  );
}
