"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

interface CopyLinkProps {
  path: string;
  /** What it is the link of. */
  label?: string;
}

/** Takes the whole address along. Says so by its own words, until it is left. */
export function CopyLink({ path, label }: CopyLinkProps) {
  const t = useTranslations("groups.invite");
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard
      ?.writeText(new URL(path, window.location.origin).href)
      .then(() => setCopied(true));
  return (
    <Button
      aria-label={isCopied ? undefined : label}
      look="secondary"
      onBlur={() => setCopied(false)}
      onClick={copy}
      size="small"
    >
      <Icon className="size-4" name={isCopied ? "sent" : "copy"} />
      {t(isCopied ? "copied" : "copy")}
    </Button>
  );
}
