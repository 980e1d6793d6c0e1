import { type InputHTMLAttributes, useRef } from "react";
import type { IconName } from "../ui/icon";
import { IconButton } from "../ui/icon-button";

interface PickButtonProps
  extends Pick<InputHTMLAttributes<HTMLInputElement>, "accept" | "capture" | "multiple"> {
  icon: IconName;
  label: string;
  onPick: (files: Iterable<File>) => void;
}

/** Opens the device's own choice of files, or its camera. */
export function PickButton({ icon, label, onPick, ...input }: PickButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon={icon} label={label} onClick={() => field.current?.click()} />
      <input
        {...input}
        aria-label={label}
        hidden
        onChange={({ target }) => {
          onPick([...(target.files ?? [])]);
          target.value = "";
        }}
        ref={field}
        type="file"
      />
    </>
  );
}
