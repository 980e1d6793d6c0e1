/** How long an address of a file is good for; pages ask for a new one before that. */
export const FILE_ADDRESS_TTL_SECONDS = 10 * 60;

/** Of an attachment either what was sent, or the small picture of it. */
export const variants = ["original", "thumbnail"] as const;
export type Variant = (typeof variants)[number];

/** One file. Nothing that people write is part of where it lies. */
export interface FileKey {
  conversationId: string;
  attachmentId: string;
  variant: Variant;
}

/** How a file is handed out. */
export interface Handed {
  mediaType: string;
  /** Whether a page may show it; everything else is only ever saved. */
  isInline: boolean;
  name: string;
}

/** Where files are kept: the data folder of one machine, or S3-compatible storage. */
export interface FileStorage {
  /** Whole or not at all. */
  put(key: FileKey, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** All of one that is there, for what goes out with a mail. */
  get(key: FileKey): Promise<Buffer>;
  /** One that is not there is no failure. */
  remove(key: FileKey): Promise<void>;
  /** Good for FILE_ADDRESS_TTL_SECONDS, for this one file. */
  addressOf(key: FileKey, handed: Handed): Promise<string>;
}

export function pathOf({ conversationId, attachmentId, variant }: FileKey): string {
  return `${conversationId}/${attachmentId}/${variant}`;
}
