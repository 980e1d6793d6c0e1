import type { ComponentProps } from "react";

const looks = {
  primary: "border-transparent bg-pine text-on-pine hover:bg-pine-strong shadow-raised",
  secondary: "border-line-strong/60 bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "border-transparent bg-danger text-on-danger hover:opacity-90 shadow-raised",
} as const;

const sizes = {
  small: "h-8 gap-1.5 px-3 text-sm rounded-md",
  medium: "h-11 gap-2 px-5 text-base rounded-md",
  round: "size-10 rounded-full",
  "small-round": "size-8 rounded-full",
} as const;

export interface ButtonStyle {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
}

/** The look of a button for what is not one: a link that leads somewhere. The clear border shows in forced colours. */
export function buttonClass({ look = "primary", size = "medium" }: ButtonStyle = {}): string {
  return `inline-flex shrink-0 items-center justify-center border font-medium transition-colors select-none disabled:opacity-55 disabled:pointer-events-none aria-disabled:opacity-55 ${looks[look]} ${sizes[size]}`;
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
