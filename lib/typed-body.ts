/** What is sent of what was typed: without blank lines before and after, but with the first line's own indentation. */
export function typedBody(draft: string): string {
  return draft.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}
