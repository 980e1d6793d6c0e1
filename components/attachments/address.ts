/** Where a file is asked for; it answers with one that holds for some minutes. */
export function addressOf({ id }: { id: string }, { thumbnail = false, save = false } = {}): string {
  const query = thumbnail ? "?size=thumbnail" : save ? "?save=1" : "";
  return `/api/attachments/${id}${query}`;
}
