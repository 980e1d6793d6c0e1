/** Addresses of other kinds (`javascript:`, `file:`, an app's own) stay plain text. */
export function isSafeLink(address: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
  return scheme === undefined || ["http", "https", "mailto"].includes(scheme);
}
