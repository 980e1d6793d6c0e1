"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { WIDGET_COLOR, type Widget } from "@/lib/widget";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";

interface SnippetProps {
  business: string;
  site: string;
  look: Pick<Widget, "color" | "corner">;
}

/** What goes into a page that is to have the button. */
export function Snippet({ business, site, look: { color, corner } }: SnippetProps) {
  const t = useTranslations("embed.settings");
  const [isCopied, setCopied] = useState(false);
  const said = [
    `src="${site}/widget.js"`,
    `data-business="${business}"`,
    ...(color === WIDGET_COLOR ? [] : [`data-color="${color}"`]),
    ...(corner === "end" ? [] : [`data-corner="${corner}"`]),
  ];
  const line = `<script async ${said.join(" ")}></script>`;
  return (
    <div className="mt-6">
      <h3 className="mb-1.5 text-sm font-medium">{t("snippet")}</h3>
      <pre
        className="rounded-md bg-sunken px-3.5 py-2.5 font-mono text-sm wrap-anywhere whitespace-pre-wrap select-all"
        data-snippet
        dir="ltr"
      >
        {line}
      </pre>
      <p className="mt-1.5 mb-3 text-sm text-ink-faint">{t("snippetHint")}</p>
      <Button
        look="secondary"
        onBlur={() => setCopied(false)}
        onClick={() => void navigator.clipboard?.writeText(line).then(() => setCopied(true))}
        size="small"
      >
        <Icon className="size-4" name={isCopied ? "sent" : "copy"} />
        <span role="status">{t(isCopied ? "copied" : "copy")}</span>
      </Button>
    </div>
  );
}
