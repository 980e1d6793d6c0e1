import type { z } from "zod/mini";
import type { ApiScope } from "@/lib/api-token";
import type { PolicyName } from "@/lib/server/rate-limit";

/** In what order parts of the API are told of, and what about. */
export const parts = {
  "Signing in": "Tokens, and who somebody is by them.",
  Conversations: "Conversations, who takes part in them, and what is said there.",
  Files: "What is sent with messages.",
  Businesses: "Who can be written to, and what they tell everybody.",
  Webhooks: "A business's own servers are told of what happens.",
  Rooms: "The right to open a room, where everything is heard as it happens.",
  Site: "What the site's own pages, mails and machines ask for.",
} as const;
export type Part = keyof typeof parts;

/** What an answer is made of: a value of that shape, the bytes of a file, or nothing but where to go. */
export type Answer = z.ZodMiniType | "file" | "redirect" | "nothing";

/**
 * A route as programs are told of it. What it takes is said by the very schema that it parses by: of that, what stands
 * in the address is told as such, and the rest as query, to get something, or else as body.
 */
export interface Described {
  part: Part;
  /** What a program calls it. */
  name: string;
  about: string;
  input?: z.ZodMiniType;
  /** How a part of the address is called in `input`, where it is called something else there. */
  path?: Record<string, string>;
  /** Where the rest of `input` stands, where that is not as said above; with "file", the body is one. */
  rest?: "query" | "body" | "form" | "query, and a file";
  /** What of it stands in the query, although the rest is the body. */
  query?: string[];
  answers: Record<number, Answer>;
  /** Who may ask: `nobody` in particular, whoever may sign in, or programs that hold a secret of their own. */
  by?: "nobody" | "anybody" | "programs";
  scope?: ApiScope;
  /** By what it is counted, where that is not as a request to the API; `null` by nothing. */
  limit?: PolicyName | null;
}

/** By method and address, as the folders of the routes say it: `GET /api/conversations/[id]/messages`. */
export type Descriptions = Record<string, Described>;
