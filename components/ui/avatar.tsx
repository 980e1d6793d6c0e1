import { toneOf } from "./tone";

const sizes = {
  small: "size-7 text-[0.6875rem]",
  medium: "size-10 text-sm",
  big: "size-14 text-xl",
  large: "size-20 text-2xl",
} as const;

const squares = {
  small: "rounded-md",
  medium: "rounded-md",
  big: "rounded-lg",
  large: "rounded-xl",
} as const;

interface AvatarProps {
  /** Whose colour it is. */
  id: string;
  name: string;
  /** Businesses are square, people are round. */
  shape?: "round" | "square";
  size?: keyof typeof sizes;
  status?: "online" | "away" | undefined;
}

/** Stands beside the name, so it is hidden from screen readers. */
export function Avatar({ id, name, shape = "round", size = "medium", status }: AvatarProps) {
  const corners = shape === "round" ? "rounded-full" : squares[size];
  return (
    <span aria-hidden="true" className="relative inline-flex shrink-0">
      <span
        className={`tone-fill inline-flex items-center justify-center font-semibold tracking-wide select-none ${corners} ${sizes[size]}`}
        style={toneOf(id)}
      >
        {initialsOf(name)}
      </span>
      {status && (
        <span
          className={`absolute -end-0.5 -bottom-0.5 size-3 rounded-full border-2 border-surface forced-color-adjust-none ${status === "online" ? "bg-here" : "bg-away"}`}
        />
      )}
    </span>
  );
}

/** Keeps letters apart that would hang together as in a word. */
const APART = "\u200c";

/** The first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const letters = ends.map((word) => Array.from(word ?? "")[0]?.toUpperCase() ?? "");
  return letters.join(/\p{Script=Arabic}/u.test(name) ? APART : "");
}
