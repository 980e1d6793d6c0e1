import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

interface ShareButtonProps {
  title: string;
  path: string;
}

/** Gives the address of a post to what the device shares by, and where there is no such thing to the clipboard. */
export function ShareButton({ title, path }: ShareButtonProps) {
  const t = useTranslations("posts.link");
  const [isCopied, setIsCopied] = useState(false);
  const share = async () => {
    const url = new URL(path, window.location.href).href;
    if (typeof navigator.share === "function" && matchMedia("(pointer: coarse)").matches)
      // Nobody is told that they changed their mind.
      await navigator.share({ title, url }).catch(() => undefined);
    else await navigator.clipboard.writeText(url).then(() => setIsCopied(true));
  };
  return (
    <span className="ms-auto -me-3 flex items-center">
      <span className="text-sm text-pine-ink" role="status">
        {isCopied && t("copied")}
      </span>
      <Button
        aria-label={t("shareOf", { title })}
        look="quiet"
        onBlur={() => setIsCopied(false)}
        onClick={() => void share()}
        size="small"
      >
        <Icon className="size-4.5" name={isCopied ? "sent" : "copy"} />
        {t("share")}
      </Button>
    </span>
  );
}
