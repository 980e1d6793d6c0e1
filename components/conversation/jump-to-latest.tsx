import { Icon } from "../ui/icon";

interface JumpToLatestProps {
  isShown: boolean;
  newCount: number;
  onJump: () => void;
}

export function JumpToLatest({ isShown, newCount, onJump }: JumpToLatestProps) {
  if (!isShown) return null;
  return (
    <button
      className="absolute right-4 bottom-3 inline-flex h-10 animate-rise items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm font-medium text-ink shadow-floating hover:bg-sunken"
      onClick={onJump}
      type="button"
    >
      {newCount > 0 ? (
        <span className="text-clay-ink">
          {newCount} new {newCount === 1 ? "message" : "messages"}
        </span>
      ) : (
        <span className="sr-only">Jump to latest</span>
      )}
      <Icon className="size-4.5" name="down" />
    </button>
  );
}
