import { useId } from "react";
import { useTranslations } from "use-intl/react";
import { SECRET_HOURS, type SecretHours } from "@/lib/secret";

interface HoursChoiceProps {
  hours: SecretHours;
  onChoose: (hours: SecretHours) => void;
}

/** How long a secret waits for its reader. */
export function HoursChoice({ hours, onChoose }: HoursChoiceProps) {
  const t = useTranslations("conversation.secret");
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("waits")}</legend>
      <div className="flex gap-1 rounded-md bg-sunken p-1">
        {SECRET_HOURS.map((each) => (
          <label
            className="flex h-9 flex-1 cursor-pointer items-center justify-center rounded-sm border border-transparent px-2 text-sm text-ink-soft transition-colors hover:text-ink has-checked:border-line has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-raised has-focus-visible:outline-2 has-focus-visible:outline-pine-ink forced-colors:has-checked:border-2 forced-colors:has-checked:border-[Highlight]"
            key={each}
          >
            <input
              checked={each === hours}
              className="sr-only"
              name={name}
              onChange={() => onChoose(each)}
              type="radio"
              value={each}
            />
            {each < 24 ? t("hours", { count: each }) : t("days", { count: each / 24 })}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
