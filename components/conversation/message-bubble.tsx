import type { ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { directionOf } from "@/lib/locale";
import { Avatar } from "../ui/avatar";

/** A border that is not seen shows in forced colours, where fills do not; what has the focus is ringed in the colour of the text. */
const BUBBLE = "rounded-bubble border px-3.5 py-2 text-chat [&_:focus-visible]:outline-current";
const looks = {
  own: `${BUBBLE} border-transparent bg-pine text-on-pine`,
  colleague: `${BUBBLE} border-transparent bg-pine-tint text-ink`,
  other: `${BUBBLE} border-line bg-surface text-ink`,
  /** Among the business alone. */
  note: `${BUBBLE} note-frame text-ink`,
  /** Deleted: that something was said here. */
  gone: `${BUBBLE} border-dashed border-line-strong/60 text-ink-faint`,
  failed: `${BUBBLE} border-danger bg-danger-tint text-ink`,
  /** A few emoji: large, on nothing. */
  bare: "text-[2.5rem] leading-[1.2] text-ink",
} as const;
export type BubbleLook = keyof typeof looks;

const META = "ms-3 -mb-0.5 text-xs whitespace-nowrap tabular-nums";
/** At the end of the last line if there is room, else below it. */
const TUCKED = "float-end mt-1.5";

export type Translations = ReturnType<typeof useTranslations<"conversation">>;

export interface MessageBubbleProps {
  look: BubbleLook;
  isOwn: boolean;
  /** `mark`: what they are, where it is no person. */
  sender: { id: string | null; name: string; mark?: string };
  startsGroup: boolean;
  /** What it answers. */
  quote?: ReactNode;
  children: ReactNode;
  /** What follows its words. */
  end?: ReactNode;
  /** Time and marks, at the end of the last line; where nothing of them is to be seen they take no room. */
  meta?: ReactNode;
  isMetaSeen?: boolean;
  /** What can be done about it, below. */
  footer?: ReactNode;
  /** What else can be done with it, beside it; seen when it is pointed at, and always by touch. */
  tools?: ReactNode;
}

/** A text of somebody: no wider than it needs, and at most some 65 letters to a line. */
export function MessageBubble(props: MessageBubbleProps) {
  const { look, isOwn, sender, startsGroup, children, meta, isMetaSeen = true, footer, tools } = props;
  const t = useTranslations("conversation");
  const direction = directionOf(useLocale());
  const corner = startsGroup && look !== "bare" ? (isOwn ? "rounded-se-sm" : "rounded-ss-sm") : "";
  return (
    <article
      aria-label={isOwn ? t("you") : [sender.name, sender.mark].filter(Boolean).join(", ")}
      className={`group/message flex gap-2 px-3 sm:px-5 ${startsGroup ? "pt-3" : "pt-1"} ${isOwn ? "justify-end" : ""}`}
    >
      {!isOwn && (
        <span className="w-7 shrink-0 pt-5.5">
          {startsGroup && <Avatar id={sender.id ?? sender.name} name={sender.name} size="small" />}
        </span>
      )}
      <div className={`flex max-w-[min(31rem,85%)] min-w-0 flex-col ${isOwn ? "items-end" : "items-start"}`}>
        {!isOwn && startsGroup && (
          <p
            aria-hidden="true"
            className="mb-0.5 max-w-full truncate px-1 text-xs font-medium text-ink-soft"
            dir="auto"
          >
            {sender.name}
            {sender.mark && (
              <span className="ms-1.5 rounded-full border border-line-strong px-1.5">{sender.mark}</span>
            )}
          </p>
        )}
        <div className={`flex max-w-full items-center gap-1 ${isOwn ? "flex-row-reverse" : ""}`}>
          {/* Which way it runs is for the text to say, paragraph by paragraph. */}
          <div className={`min-w-0 text-start [unicode-bidi:plaintext] ${looks[look]} ${corner}`} dir="auto">
            {props.quote}
            {children}
            {props.end}
            {meta && (
              <span
                className={isMetaSeen ? `${META} ${look === "bare" ? "align-middle" : TUCKED}` : "sr-only"}
              >
                <span dir={direction}>{meta}</span>
              </span>
            )}
          </div>
          {tools}
        </div>
        {footer}
      </div>
    </article>
  );
}
