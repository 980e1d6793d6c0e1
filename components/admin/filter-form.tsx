import { useId } from "react";
import { buttonClass } from "../ui/button";
import { TextField } from "../ui/text-field";

interface Choice {
  name: string;
  label: string;
  chosen: string;
  options: { value: string; label: string }[];
}

interface FilterFormProps {
  /** The page that is asked for anew. */
  to: string;
  search: { name: string; label: string; hint?: string; typed: string; lengthMax: number };
  choices?: Choice[];
  go: string;
}

/** What is to be in a list, as the query of its page. */
export function FilterForm({ to, search, choices = [], go }: FilterFormProps) {
  const { typed, lengthMax, hint, ...field } = search;
  return (
    <search>
      <form action={to} className="mb-6 flex flex-wrap items-end gap-3">
        <TextField
          {...field}
          className="min-w-0 flex-1 basis-60"
          defaultValue={typed}
          dir="auto"
          key={typed}
          maxLength={lengthMax}
          placeholder={hint}
          type="search"
        />
        {choices.map((choice) => (
          <Select key={`${choice.name} ${choice.chosen}`} {...choice} />
        ))}
        <button className={buttonClass()} type="submit">
          {go}
        </button>
      </form>
    </search>
  );
}

function Select({ name, label, chosen, options }: Choice) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label className="mb-1.5 block text-sm font-medium" htmlFor={id}>
        {label}
      </label>
      <select
        className="h-11 max-w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink"
        defaultValue={chosen}
        id={id}
        name={name}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
