import type { ReactNode } from "react";
import { Icon } from "../ui/icon";

interface ActionCardProps {
  /** On phones it stays in reach at the bottom of the screen. */
  button: ReactNode;
  /** How soon they answer, and what that is measured by. */
  reply: { usually: string; more: string[] };
  promise: string;
  /** What else can be begun here. */
  more?: ReactNode;
}

export function ActionCard({ button, reply, promise, more }: ActionCardProps) {
  return (
    <div className="space-y-4 sm:rounded-xl sm:border sm:border-line sm:bg-surface sm:p-5 sm:shadow-floating">
      <div className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:border-t max-sm:border-line max-sm:bg-paper max-sm:p-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        {button}
      </div>
      <div className="flex gap-2.5">
        <Icon className="mt-0.5 size-5 text-pine-ink" name="clock" />
        <div>
          <p className="font-medium">{reply.usually}</p>
          {reply.more.map((words) => (
            <p className="text-sm text-pretty text-ink-soft" key={words}>
              {words}
            </p>
          ))}
        </div>
      </div>
      <p className="flex gap-2.5 text-sm text-ink-soft">
        <Icon className="size-5 text-pine-ink" name="bubble" />
        {promise}
      </p>
      {more}
    </div>
  );
}
