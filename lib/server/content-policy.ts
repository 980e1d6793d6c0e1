export interface PagePolicy {
  /** Of this one answer: what else stands in the page as a script is not run. */
  nonce: string;
  /** Where the rooms are, as `ws:` or `wss:`; who cannot have a socket asks there by `http:` or `https:`. */
  rooms: string;
  /** Where files lie when they are not on this site. */
  storage: string | undefined;
  /** Which other sites may show the page in a frame. */
  ancestors: string[];
  /** Whether whoever looks came by https. */
  isSecure: boolean;
  /** The development server draws its own errors and puts modules in while the page is open. */
  isBuilt: boolean;
}

/** What a page may load, run and speak to; anything that is not named here, it may not. */
export function pagePolicy({ nonce, rooms, storage, ancestors, isSecure, isBuilt }: PagePolicy): string {
  const stored = storage === undefined ? "" : ` ${new URL(storage).origin}`;
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isBuilt ? "" : " 'unsafe-eval'"}`,
    `style-src 'self' ${isBuilt ? `'nonce-${nonce}'` : "'unsafe-inline'"}`,
    // React writes sizes and hues of single elements into the page's HTML; what stands in them is ours alone.
    "style-src-attr 'unsafe-inline'",
    // A picture, film or sound that is about to be sent is shown from the browser's own memory.
    `img-src 'self' blob:${stored}`,
    `media-src 'self' blob:${stored}`,
    "font-src 'self'",
    `connect-src 'self' ${rooms} ${rooms.replace(/^ws/, "http")}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors 'self' ${ancestors.join(" ")}`.trim(),
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
