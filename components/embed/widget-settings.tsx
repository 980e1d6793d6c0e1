"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { CORNERS, ORIGINS_MAX, originOf, type Widget } from "@/lib/widget";
import { useSaving } from "../inbox/use-saving";
import { IdentitySecret } from "./identity-secret";
import { Snippet } from "./snippet";

type Look = Pick<Widget, "origins" | "color" | "corner">;

interface WidgetSettingsProps {
  business: { id: string; slug: string };
  widget: Widget;
  /** Where the script of the widget is. */
  site: string;
  change: (asked: Look & { businessId: string }) => Promise<ActionResult<Widget>>;
  renewSecret: (asked: { businessId: string }) => Promise<ActionResult<{ secret: string }>>;
}

const FIELD =
  "rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-base outline-none focus-visible:border-pine-ink focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-pine-ink";

/** Where the chat of a business is shown beside its page here, and how it looks there. */
export function WidgetSettings({ business, widget, site, change, renewSecret }: WidgetSettingsProps) {
  const t = useTranslations("embed.settings");
  const id = useId();
  const [look, setLook] = useState<Look>(widget);
  const [saved, setSaved] = useState<Look>(widget);
  const [written, setWritten] = useState(widget.origins.join("\n"));
  const [problem, setProblem] = useState<string>();

  const show = (kept: Look) => {
    setLook(kept);
    setSaved(kept);
    setWritten(kept.origins.join("\n"));
  };
  const { save, end } = useSaving({
    ask: ({ origins, color, corner }: Look) => change({ businessId: business.id, origins, color, corner }),
    onKept: (_, kept: Widget) => show(kept),
  });

  function keep() {
    const { origins, wrong } = originsIn(written);
    const isTooMany = origins.length > ORIGINS_MAX;
    if (wrong !== undefined) setProblem(t("originWrong", { written: wrong }));
    else setProblem(isTooMany ? t("originsMany", { max: ORIGINS_MAX }) : undefined);
    if (wrong === undefined && !isTooMany) save({ ...look, origins }, saved);
  }

  return (
    <section aria-labelledby={id} id="widget">
      <h2 className="font-display text-xl" id={id}>
        {t("title")}
      </h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("advice")}</p>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <div>
          <label className="mb-1.5 block text-sm font-medium" htmlFor={`${id}-origins`}>
            {t("origins")}
          </label>
          <textarea
            aria-describedby={`${id}-note`}
            aria-invalid={problem ? true : undefined}
            autoCapitalize="none"
            className={`block field-sizing-content max-h-60 min-h-20 w-full resize-none wrap-anywhere ${FIELD}`}
            dir="ltr"
            id={`${id}-origins`}
            inputMode="url"
            onChange={({ target }) => setWritten(target.value)}
            spellCheck={false}
            value={written}
          />
          <p className={`mt-1.5 text-sm ${problem ? "text-danger" : "text-ink-faint"}`} id={`${id}-note`}>
            {problem ?? t("originsHint")}
          </p>
        </div>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <div className="min-w-40 flex-1">
            <label className="mb-1.5 block text-sm font-medium" htmlFor={`${id}-color`}>
              {t("color")}
            </label>
            <input
              aria-describedby={`${id}-color-note`}
              className="h-11 w-20 rounded-md border border-line-strong bg-surface p-1"
              id={`${id}-color`}
              onChange={({ target }) => setLook({ ...look, color: target.value.toLowerCase() })}
              type="color"
              value={look.color}
            />
            <p className="mt-1.5 text-sm text-ink-faint" id={`${id}-color-note`}>
              {t("colorHint")}
            </p>
          </div>
          <fieldset className="min-w-40 flex-1">
            <legend className="mb-1.5 text-sm font-medium">{t("corner")}</legend>
            {CORNERS.map((corner) => (
              <label className="flex min-h-8 items-center gap-2.5 text-sm" key={corner}>
                <input
                  checked={look.corner === corner}
                  className="size-4 accent-pine"
                  name={`${id}-corner`}
                  onChange={() => setLook({ ...look, corner })}
                  type="radio"
                />
                {t(corner)}
              </label>
            ))}
          </fieldset>
        </div>
        {end}
      </form>
      <Snippet business={business.slug} look={saved} site={site} />
      <IdentitySecret hasSecret={widget.hasSecret} renew={() => renewSecret({ businessId: business.id })} />
    </section>
  );
}

/** What an owner wrote line by line, each once; and the first line that is no address. */
function originsIn(written: string): { origins: string[]; wrong: string | undefined } {
  const lines = written.split(/[\s,]+/).filter((line) => line !== "");
  const origins = [...new Set(lines.flatMap((line) => originOf(line) ?? []))];
  return { origins, wrong: lines.find((line) => originOf(line) === null) };
}
