import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

interface EmptyStateProps {
  icon: IconName;
  title: string;
  /** Why there is nothing, and what to do next. */
  children: ReactNode;
  action?: ReactNode;
  /** `h1` where it is the whole page. */
  as?: "h1" | "h2";
}

export function EmptyState({ icon, title, children, action, as: Heading = "h2" }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-12 text-center">
      <span className="mb-5 inline-flex size-16 items-center justify-center rounded-xl bg-pine-tint text-pine-ink">
        <Icon className="size-8" name={icon} />
      </span>
      <Heading className="mb-2 font-display text-xl">{title}</Heading>
      <div className="text-ink-soft">{children}</div>
      {action && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
