import { useTranslations } from "use-intl/react";
import { useNames } from "./use-names";

/** Its line is always there, so that nothing moves when somebody begins to type; it is not read out over what is. */
export function TypingIndicator({ people }: { people: { name: string }[] }) {
  const t = useTranslations("conversation");
  const names = useNames();
  return (
    <p className="flex h-6 shrink-0 items-center gap-2 px-5 text-xs text-ink-faint">
      {people.length > 0 && (
        <>
          <span aria-hidden="true" className="inline-flex gap-0.5">
            {[0, 150, 300].map((delayMs) => (
              <span
                className="size-1.5 animate-bob rounded-full bg-ink-faint"
                key={delayMs}
                style={{ animationDelay: `${delayMs}ms` }}
              />
            ))}
          </span>
          <span className="min-w-0 truncate">
            {t("typing", { names: names(people), count: people.length })}
          </span>
        </>
      )}
    </p>
  );
}
