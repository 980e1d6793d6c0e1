import type { ComponentProps } from "react";
import { TextField } from "../ui/text-field";

type Own = "label" | "hint" | "value" | "error";
interface AddressFieldProps extends Pick<ComponentProps<typeof TextField>, Own> {
  onWrite: (url: string) => void;
}

/** Where a server of a business's own is reached. */
export function AddressField({ onWrite, ...own }: AddressFieldProps) {
  return (
    <TextField
      autoCapitalize="none"
      autoComplete="off"
      dir="ltr"
      inputMode="url"
      onChange={({ target }) => onWrite(target.value)}
      required
      spellCheck={false}
      {...own}
    />
  );
}
