import type { ComponentProps } from "react";

const looks = {
  primary: "bg-pine text-on-pine hover:bg-pine-strong shadow-raised",
  secondary: "border border-line-strong/60 bg-surface text-ink hover:bg-sunken",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
} as const;

const sizes = {
  small: "h-8 gap-1.5 px-3 text-sm rounded-md",
  medium: "h-11 gap-2 px-5 text-base rounded-md",
  round: "size-10 rounded-full",
} as const;

interface ButtonStyle {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

/** The look of a button for what is not one: a link that leads somewhere. */
export function buttonClass({ look = "primary", size = "medium" }: ButtonStyle = {}): string {
  return `inline-flex shrink-0 items-center justify-center font-medium transition-colors duration-150 ease-calm disabled:opacity-55 disabled:pointer-events-none aria-disabled:opacity-55 ${looks[look]} ${sizes[size]}`;
}

export function Button({
  look,
  size,
  className = "",
  type = "button",
  ...props
}: ComponentProps<"button"> & ButtonStyle) {
  return <button className={`${buttonClass({ look, size })} ${className}`} type={type} {...props} />;
}
