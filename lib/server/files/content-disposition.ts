import type { Handed } from "./storage";

/** As RFC 6266 has it: the name in full, and for old programs one of plain letters. */
export function contentDisposition({ name, isInline }: Pick<Handed, "name" | "isInline">): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${isInline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** What a page does not show gets a type that no browser shows. */
export function servedType({ mediaType, isInline }: Pick<Handed, "mediaType" | "isInline">): string {
  return isInline ? mediaType : "application/octet-stream";
}
