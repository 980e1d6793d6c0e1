import { assert } from "./assert";
import type { Message } from "./protocol/message";

/** Changes come in `rev` order, but nothing is shown before what stands above it. */
export function inPlace(messages: Message[]): Message[] {
  return messages.toSorted((one, other) => one.seq - other.seq);
}

/** The tail of a conversation with a message in its place, new or in the form it has now. */
export function placed(messages: Message[], message: Message): Message[] {
  const first = messages[0]?.seq ?? 1;
  const index = message.seq - first;
  assert(index <= messages.length, "no gaps");
  const known = messages[index];
  if (known && known.rev >= message.rev) return messages;
  return messages.toSpliced(index, 1, message);
}
