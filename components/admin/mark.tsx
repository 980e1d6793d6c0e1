import type { ReactNode } from "react";

const looks = {
  danger: "bg-danger-tint text-danger",
  calm: "bg-pine-tint text-pine-ink",
} as const;

/** A word about how something stands, beside its name. */
export function Mark({ look, children }: { look: keyof typeof looks; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center rounded-full border border-transparent px-2 py-0.5 text-xs font-medium whitespace-nowrap ${looks[look]}`}
    >
      {children}
    </span>
  );
}
