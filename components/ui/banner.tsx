import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

const looks = {
  calm: "bg-sunken text-ink",
  warning: "bg-clay-tint text-clay-ink",
  danger: "bg-danger-tint text-danger",
} as const;

interface BannerProps {
  look: keyof typeof looks;
  icon: IconName;
  children: ReactNode;
  className?: string;
}

export function Banner({ look, icon, children, className = "" }: BannerProps) {
  return (
    <div
      className={`flex items-start gap-2.5 rounded-md px-3.5 py-2.5 text-sm ${looks[look]} ${className}`}
      role={look === "danger" ? "alert" : "status"}
    >
      <Icon className="mt-px size-4.5" name={icon} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
