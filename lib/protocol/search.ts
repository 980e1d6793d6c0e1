import type { Role } from "../permissions";
import type { SnippetPart } from "../search";
import type { Summary } from "./feed";
import type { Message } from "./message";

/** A message that was found, and around which words. */
export interface SearchHit {
  message: Pick<
    Message,
    "id" | "conversationId" | "threadId" | "seq" | "senderId" | "senderRole" | "senderName" | "createdAt"
  >;
  /** With what the reader is in it. */
  conversation: Summary & { role: Role };
  /** Whether it is a note about that conversation, which only members of the business find. */
  isNote?: true;
  snippet: SnippetPart[];
}

/** The newest first. `nextCursor` opens the page of older ones, where there may be one. */
export interface SearchPage {
  /** Of an inbox, with its first page: conversations whose customer or group is called so. */
  named: Summary[];
  hits: SearchHit[];
  nextCursor: string | null;
  /** How far back it has been, where there was too much to look through at once. */
  searchedTo: string | null;
}
