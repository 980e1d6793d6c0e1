import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Icon } from "../ui/icon";

/** Beside code: takes it along. Says so by its own mark, until it is left. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations("conversation");
  const [isCopied, setIsCopied] = useState(false);
  return (
    <button
      aria-label={isCopied ? t("copied") : t("copyCode")}
      className="absolute end-1 top-1 inline-flex size-7 items-center justify-center rounded-sm opacity-0 group-hover/code:opacity-100 hover:bg-[color-mix(in_oklab,currentColor_12%,transparent)] focus-visible:opacity-100 pointer-coarse:opacity-80"
      onBlur={() => setIsCopied(false)}
      onClick={() => void navigator.clipboard?.writeText(text).then(() => setIsCopied(true))}
      onPointerLeave={() => setIsCopied(false)}
      title={t("copyCode")}
      type="button"
    >
      <Icon className="size-4" name={isCopied ? "sent" : "copy"} />
    </button>
  );
}
