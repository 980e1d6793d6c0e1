"use client";

import { DropdownMenu } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { useLocale } from "use-intl/react";
import { directionOf } from "@/lib/locale";
import { Icon, type IconName } from "./icon";

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: "start" | "end";
  /** What takes the focus when it closes, where it is there; else the button does. */
  focusAfter?: RefObject<HTMLElement | null>;
  /** For one that is loaded when it is asked for. */
  startsOpen?: boolean;
  onOpen?: () => void;
  children: ReactNode;
}

/** What can be done with something, in a list that arrow keys and first letters walk. */
export function Menu({
  trigger,
  align = "end",
  focusAfter,
  startsOpen = false,
  onOpen,
  children,
}: MenuProps) {
  return (
    <DropdownMenu.Root
      defaultOpen={startsOpen}
      dir={directionOf(useLocale())}
      modal={false}
      onOpenChange={(isOpen) => isOpen && onOpen?.()}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={placeOfMenus()}>
        <DropdownMenu.Content
          align={align}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-lg border border-line bg-surface p-1.5 text-ink shadow-floating outline-none animate-rise data-[state=closed]:animate-vanish"
          collisionPadding={12}
          loop
          onCloseAutoFocus={(event) => {
            if (!focusAfter?.current) return;
            event.preventDefault();
            focusAfter.current.focus();
          }}
          sideOffset={6}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Within the content, so that nobody who goes by landmarks misses it; beside it while a dialog holds that back. */
function placeOfMenus(): HTMLElement | null {
  if (typeof document === "undefined" || document.querySelector("[role=dialog]")) return null;
  return document.getElementById("main");
}

const itemClass =
  "flex min-h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-sunken data-highlighted:outline-2 data-highlighted:outline-transparent data-disabled:opacity-55";

interface MenuItemProps {
  icon?: IconName;
  look?: "plain" | "danger";
  isDisabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, look = "plain", isDisabled = false, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={`${itemClass} ${look === "danger" ? "text-danger" : ""}`}
      disabled={isDisabled}
      onSelect={onSelect}
    >
      {icon && <Icon className="size-4.5 opacity-80" name={icon} />}
      <span className="min-w-0 flex-1">{children}</span>
    </DropdownMenu.Item>
  );
}

interface MenuChoicesProps<Value extends string> {
  label: string;
  value: Value;
  choices: { value: Value; label: string; mark?: ReactNode }[];
  onChoose: (value: Value) => void;
}

/** One of several, with a tick at the one that holds. */
export function MenuChoices<Value extends string>({
  label,
  value,
  choices,
  onChoose,
}: MenuChoicesProps<Value>) {
  return (
    <DropdownMenu.RadioGroup aria-label={label} value={value}>
      <DropdownMenu.Label className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-faint">
        {label}
      </DropdownMenu.Label>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          className={itemClass}
          key={choice.value}
          onSelect={() => onChoose(choice.value)}
          value={choice.value}
        >
          {choice.mark}
          <span className="min-w-0 flex-1">{choice.label}</span>
          <DropdownMenu.ItemIndicator>
            <Icon className="size-4.5 text-pine-ink" name="sent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuDivider() {
  return <DropdownMenu.Separator className="-mx-1.5 my-1.5 h-px bg-line" />;
}
