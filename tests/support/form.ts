/** What somebody filled in, as it comes to a server action. */
export function form(fields: Record<string, string> = {}): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries(fields)) filled.set(name, value);
  return filled;
}
