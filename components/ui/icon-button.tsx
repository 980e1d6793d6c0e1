import type { ComponentProps } from "react";
import { Button, type ButtonStyle } from "./button";
import { Icon, type IconName } from "./icon";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "title" | "aria-label"> {
  icon: IconName;
  /** What it does; said to screen readers and shown while the pointer rests. */
  label: string;
  look?: ButtonStyle["look"];
  size?: "round" | "small-round";
}

export function IconButton({ icon, label, look = "quiet", size = "round", ...props }: IconButtonProps) {
  return (
    <Button aria-label={label} look={look} size={size} title={label} {...props}>
      <Icon className={size === "round" ? "size-5" : "size-4.5"} name={icon} />
    </Button>
  );
}
