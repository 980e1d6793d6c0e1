import { Refusal } from "../refusal";
import { postLast } from "./post-last";

/** A conversation, and how far it has been read. */
export interface ReadThrough {
  conversationId: string;
  seq: number;
}

export interface RefusedOne {
  conversationId: string;
  code: string;
}

/** Marks conversations as read, and says which are not. Throws a Refusal. */
export async function saveRead(read: ReadThrough[]): Promise<RefusedOne[]> {
  const { refused } = await postLast<{ refused: RefusedOne[] }>("/api/read", { read });
  if (!refused) throw new Refusal("unavailable");
  return refused;
}
