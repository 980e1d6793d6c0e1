"use client";

import { type ComponentProps, useState } from "react";
import { useTranslations } from "use-intl/react";
import { TextField } from "../ui/text-field";

/** Can be looked at while it is typed: most mistakes are seen before they are sent. */
export function PasswordField({
  label,
  ...props
}: Omit<ComponentProps<typeof TextField>, "label" | "type" | "trailing"> & { label?: string }) {
  const t = useTranslations("account");
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      {...props}
      label={label ?? t("password")}
      spellCheck={false}
      trailing={
        <button
          aria-label={isShown ? t("hidePassword") : t("showPassword")}
          className="h-8 rounded-sm px-2.5 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
          onClick={() => setIsShown(!isShown)}
          type="button"
        >
          {isShown ? t("hide") : t("show")}
        </button>
      }
      type={isShown ? "text" : "password"}
    />
  );
}
