import { callDigest, callOf } from "./call";
import { closingOf } from "./closing";
import { preview } from "./protocol/body";
import type { Message, MessageSort } from "./protocol/message";
import { secretOf } from "./secret";

/** How a message is told in a line: its words, and what it is where it has none. */
export interface Telling {
  preview: string;
  sort: MessageSort;
}

type Told = Pick<Message, "kind" | "body" | "metadata" | "attachments"> & Partial<Pick<Message, "deletedAt">>;

/**
 * Of a deleted message nothing is told, of a call or a closing how it stands, which is put into words where it is read, and of a
 * file without words its name.
 */
export function telling(message: Told): Telling {
  const { kind, body, metadata, attachments, deletedAt } = message;
  const [first] = attachments;
  const call = callOf({ kind, metadata });
  const closing = closingOf({ kind, metadata });
  if (deletedAt) return { preview: "", sort: "text" };
  if (call) return { preview: callDigest(call), sort: "call" };
  if (closing) return { preview: closing.state, sort: "closing" };
  if (secretOf(message)) return { preview: preview(body), sort: "secret" };
  const sort = first ? sortOf(first.mediaType) : "text";
  return { preview: preview(body || (sort === "file" ? (first?.name ?? "") : "")), sort };
}

function sortOf(mediaType: string): MessageSort {
  const [sort] = mediaType.split("/");
  return sort === "image" || sort === "video" || sort === "audio" ? sort : "file";
}
