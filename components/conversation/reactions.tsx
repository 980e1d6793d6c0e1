import { useTranslations } from "use-intl/react";
import type { Message, Reaction } from "@/lib/protocol/message";
import type { MessageTools } from "./message-tools";
import { useNames } from "./use-names";

interface ReactionsProps {
  message: Message;
  selfId: string;
  onReact: MessageTools["onReact"];
}

/** The emoji on a message, each with how many gave it and who; a press gives it, too, or takes it back. */
export function Reactions({ message: { id, reactions }, selfId, onReact }: ReactionsProps) {
  const t = useTranslations("conversation");
  return (
    <ul aria-label={t("reactions.label")} className="relative z-1 -mt-1 flex flex-wrap gap-1">
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip
            isOwn={reaction.people.some(({ userId }) => userId === selfId)}
            onPress={(on) => onReact({ type: "message:react", id, emoji: reaction.emoji, on })}
            reaction={reaction}
          />
        </li>
      ))}
    </ul>
  );
}

interface ChipProps {
  reaction: Reaction;
  isOwn: boolean;
  onPress: (on: boolean) => void;
}

function Chip({ reaction: { emoji, people }, isOwn, onPress }: ChipProps) {
  const t = useTranslations("conversation.reactions");
  const names = useNames();
  const who = t("by", { emoji, names: names(people) });
  return (
    <button
      aria-label={who}
      aria-pressed={isOwn}
      className="inline-flex h-6.5 items-center gap-1 rounded-full border border-line bg-surface px-2 text-sm text-ink-soft tabular-nums hover:bg-sunken aria-pressed:border-pine-ink aria-pressed:bg-pine-tint aria-pressed:text-pine-ink"
      onClick={() => onPress(!isOwn)}
      title={who}
      type="button"
    >
      <span aria-hidden="true">{emoji}</span>
      {people.length > 1 && <span className="text-xs font-medium">{people.length}</span>}
    </button>
  );
}
