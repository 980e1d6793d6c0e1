"use client";

import { useState } from "react";
import { Button } from "./button";
import { Icon } from "./icon";
import { useHydrated } from "./use-hydrated";

/** Something to be kept, on the only occasion that it is shown. */
export function SecretText({ secret }: { secret: string | undefined }) {
  return (
    <p
      className="rounded-md bg-sunken px-3.5 py-2.5 font-mono text-sm wrap-anywhere select-all"
      data-secret
      dir="ltr"
    >
      {secret}
    </p>
  );
}

interface CopyButtonProps {
  text: string;
  words: { copy: string; copied: string };
}

export function CopyButton({ text, words }: CopyButtonProps) {
  const isHydrated = useHydrated();
  const [copied, setCopied] = useState<string>();
  return (
    <Button
      disabled={!isHydrated}
      look="secondary"
      onClick={() => void navigator.clipboard?.writeText(text).then(() => setCopied(text))}
      size="small"
    >
      <Icon className="size-4" name="copy" />
      <span role="status">{copied === text ? words.copied : words.copy}</span>
    </Button>
  );
}
