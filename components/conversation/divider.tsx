import type { ReactNode } from "react";

const looks = {
  day: { line: "border-line", text: "text-ink-faint" },
  unread: { line: "border-clay/45", text: "text-clay-ink" },
} as const;

export function Divider({ look, children }: { look: keyof typeof looks; children: ReactNode }) {
  const { line, text } = looks[look];
  return (
    <div className={`flex items-center gap-3 px-5 pt-5 pb-2 text-xs font-medium ${text}`}>
      <span aria-hidden="true" className={`h-0 flex-1 border-t ${line}`} />
      {children}
      <span aria-hidden="true" className={`h-0 flex-1 border-t ${line}`} />
    </div>
  );
}
