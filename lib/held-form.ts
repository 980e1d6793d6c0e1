import type { RefusalCode } from "./refusal";

/** Why a form did not lead on, and what was typed into it. */
export interface HeldForm {
  refusal: { code: RefusalCode };
  typed: Record<string, string>;
}

/** What a form is given back with; nothing that nobody may see, and nothing of the framework's own. */
export function typedInto(form: FormData): Record<string, string> {
  const texts = [...form].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !/^\$|password/i.test(entry[0]),
  );
  return Object.fromEntries(texts);
}
