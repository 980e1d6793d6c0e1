/** In characters, the extension included. */
export const FILE_NAME_LENGTH_MAX = 120;
const EXTENSION_LENGTH_MAX = 12;

/** What could make a name look like another one: controls, and marks that turn the direction of what follows. */
const DECEIVING = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
/** No system has these in a name. */
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A name under which a file can be shown, and kept on any device: of a path only its end, nothing that turns the
 * direction of reading, no leading dots, and cut before its extension where it is too long.
 */
export function fileName(given: string): string {
  const last = given.toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const name = last
    .normalize("NFC")
    .replace(DECEIVING, "")
    .replace(FORBIDDEN, "_")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return shortened(name) || "file";
}

/** The name with another extension, where it has not one of these already. */
export function withExtension(name: string, [wanted = "", ...others]: string[]): string {
  const own = extensionOf(name).toLowerCase();
  if ([wanted, ...others].includes(own)) return name;
  const stem = own ? name.slice(0, -own.length - 1) : name;
  return shortened(`${stem}.${wanted}`);
}

/** Without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return new RegExp(`.\\.([\\p{L}\\p{N}]{1,${EXTENSION_LENGTH_MAX}})$`, "u").exec(name)?.[1] ?? "";
}

function shortened(name: string): string {
  if (name.length <= FILE_NAME_LENGTH_MAX) return name;
  const extension = extensionOf(name);
  const tail = extension && `.${extension}`;
  const stem = name.slice(0, FILE_NAME_LENGTH_MAX - tail.length).toWellFormed();
  return `${stem.replace(/[\uFFFD\s.]+$/, "")}${tail}`;
}
