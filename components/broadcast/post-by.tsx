import type { ReactNode } from "react";
import { Avatar } from "../ui/avatar";

interface PostByProps {
  by: { id: string; name: string };
  topic: string | undefined;
  /** When, and what else there is to say of it. */
  children: ReactNode;
}

/** Who tells it, and of what; on phones one below the other. */
export function PostBy({ by: { id, name }, topic, children }: PostByProps) {
  return (
    <p className="flex items-center gap-2.5 text-sm">
      <Avatar id={id} name={name} size="small" />
      <span className="flex min-w-0 flex-col sm:flex-row sm:items-center sm:gap-2.5">
        <bdi className="truncate font-medium">{name}</bdi>
        {topic && (
          <span className="truncate text-xs font-medium text-ink-soft sm:rounded-full sm:bg-sunken sm:px-2.5 sm:py-0.5">
            <bdi>{topic}</bdi>
          </span>
        )}
      </span>
      <span className="ms-auto flex shrink-0 gap-2 text-ink-faint">{children}</span>
    </p>
  );
}
