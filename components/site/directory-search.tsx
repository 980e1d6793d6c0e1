import Form from "next/form";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

interface DirectorySearchProps {
  search: string;
  category: string;
  lengthMax: number;
  words: { search: string; hint: string; go: string };
}

/** Stays in the category that was chosen. */
export function DirectorySearch({ search, category, lengthMax, words }: DirectorySearchProps) {
  return (
    <Form action="/" role="search">
      <div className="flex items-center gap-2 rounded-lg border border-line-strong bg-surface p-1.5 ps-4 shadow-raised focus-within:border-pine-ink focus-within:outline-1 focus-within:outline-pine-ink">
        <Icon className="size-5 text-ink-faint" name="search" />
        <input
          aria-label={words.search}
          className="h-9 min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          defaultValue={search}
          dir="auto"
          key={search}
          maxLength={lengthMax}
          name="q"
          placeholder={words.hint}
          type="search"
        />
        {category && <input name="category" type="hidden" value={category} />}
        <button className={buttonClass({ size: "small" })} type="submit">
          {words.go}
        </button>
      </div>
    </Form>
  );
}
