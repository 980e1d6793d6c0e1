import { buttonClass } from "@/components/ui/button";
import { ARCHIVE_DAYS, type Keeping, MESSAGE_DAYS } from "@/lib/retention";
import { words } from "../../../words";

interface ChooseFormProps {
  businessSlug: string;
  chosen: Keeping;
}

/** Asks the page what would go, and leads to where it says so; it changes nothing. */
export async function ChooseForm({ businessSlug, chosen }: ChooseFormProps) {
  const t = await words("retention");
  return (
    <form action="/inbox/settings/retention#going" className="space-y-4" key={JSON.stringify(chosen)}>
      <input name="business" type="hidden" value={businessSlug} />
      <DaysField
        chosen={chosen.messageDays}
        days={MESSAGE_DAYS}
        label={t("choose.messages")}
        name="messages"
        never={t("choose.forEver")}
      />
      <DaysField
        chosen={chosen.archiveDays}
        days={ARCHIVE_DAYS}
        label={t("choose.archive")}
        name="archive"
        never={t("choose.never")}
      />
      <button className={buttonClass({ look: "secondary", size: "small" })} type="submit">
        {t("choose.look")}
      </button>
      <p className="text-sm text-ink-soft">{t("choose.advice")}</p>
    </form>
  );
}

interface DaysFieldProps {
  name: string;
  label: string;
  never: string;
  days: readonly number[];
  chosen: number | null;
}

async function DaysField({ name, label, never, days, chosen }: DaysFieldProps) {
  const t = await words("retention");
  return (
    <div>
      <label className="mb-1.5 block text-sm font-medium" htmlFor={name}>
        {label}
      </label>
      <select
        className="h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink sm:max-w-72"
        defaultValue={chosen ?? "never"}
        id={name}
        name={name}
      >
        <option value="never">{never}</option>
        {days.map((each) => (
          <option key={each} value={each}>
            {t("days", { days: each })}
          </option>
        ))}
      </select>
    </div>
  );
}
