import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { EMOJI_PER_POST_MAX } from "@/lib/broadcast";
import type { ReactionCount } from "@/lib/protocol/post";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";

const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "🙏"];

interface PostReactionsProps {
  reactions: ReactionCount[];
  /** Those of who looks; nobody else's are known here. */
  own: string[];
  /** Nothing for visitors, who are led to where they can sign in. */
  onReact: ((emoji: string, on: boolean) => void) | null;
  signIn: string;
}

/** How often each emoji stands under a post. */
export function PostReactions({ reactions, own, onReact, signIn }: PostReactionsProps) {
  const t = useTranslations("posts.reactions");
  const [isChoosing, setChoosing] = useState(false);
  const isFull = reactions.length >= EMOJI_PER_POST_MAX;
  const choices = QUICK.filter((emoji) => !reactions.some((each) => each.emoji === emoji));
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {reactions.length > 0 && (
        <ul aria-label={t("label")} className="contents">
          {reactions.map((reaction) => (
            <li key={reaction.emoji}>
              <Chip isOwn={own.includes(reaction.emoji)} onReact={onReact} reaction={reaction} />
            </li>
          ))}
        </ul>
      )}
      {onReact ? (
        !isFull &&
        choices.length > 0 && (
          <IconButton
            aria-expanded={isChoosing}
            icon={isChoosing ? "close" : "smile"}
            label={t("add")}
            onClick={() => setChoosing(!isChoosing)}
            size="small-round"
          />
        )
      ) : (
        <Link
          aria-label={t("signIn")}
          className={buttonClass({ look: "quiet", size: "small-round" })}
          href={{ pathname: "/sign-in", query: { next: signIn } }}
          title={t("signIn")}
        >
          <Icon className="size-4.5" name="smile" />
        </Link>
      )}
      {isChoosing &&
        !isFull &&
        choices.map((emoji) => (
          <button
            aria-label={t("with", { emoji })}
            className="inline-flex size-9 items-center justify-center rounded-md text-xl hover:bg-sunken"
            key={emoji}
            onClick={() => {
              setChoosing(false);
              onReact?.(emoji, true);
            }}
            type="button"
          >
            {emoji}
          </button>
        ))}
    </div>
  );
}

const CHIP =
  "inline-flex h-7 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 text-sm text-ink-soft tabular-nums";

interface ChipProps {
  reaction: ReactionCount;
  isOwn: boolean;
  onReact: PostReactionsProps["onReact"];
}

function Chip({ reaction: { emoji, count }, isOwn, onReact }: ChipProps) {
  const t = useTranslations("posts.reactions");
  const shown = (
    <>
      <span aria-hidden="true">{emoji}</span>
      <span aria-hidden="true" className="text-xs font-medium">
        {count}
      </span>
    </>
  );
  const label = t("count", { emoji, count });
  if (!onReact)
    return (
      <span className={CHIP}>
        <span className="sr-only">{label}</span>
        {shown}
      </span>
    );
  return (
    <button
      aria-label={label}
      aria-pressed={isOwn}
      className={`${CHIP} hover:bg-sunken aria-pressed:border-pine-ink aria-pressed:bg-pine-tint aria-pressed:text-pine-ink`}
      onClick={() => onReact(emoji, !isOwn)}
      type="button"
    >
      {shown}
    </button>
  );
}
