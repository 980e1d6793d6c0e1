import { v5 as uuidOf } from "uuid";
import { ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import { BODY_LENGTH_MAX } from "@/lib/protocol/body";
import { Refusal } from "@/lib/refusal";
import type { IncomingMail } from "@/lib/server/mail-in/incoming-mail";
import { takeFile } from "../attachments/upload";
import { wordsIn } from "../words";

/** Left of a message for the names of what was not taken. */
const NOTE_LENGTH_MAX = 1_000;
const WORDS_LENGTH_MAX = BODY_LENGTH_MAX - NOTE_LENGTH_MAX;

type Content = Pick<IncomingMail, "files"> & { words: string };

export function saysNothing(mail: IncomingMail): boolean {
  const { words, files } = contentOf(mail);
  return words === "" && files.length === 0;
}

/** What a message is made of. What a mail is about is its first line, unless it answers and says so again. */
export function contentOf({ subject, text, isAnswer, files }: IncomingMail): Content {
  const words = [isAnswer ? "" : subject, text].filter(Boolean).join("\n\n");
  if (words.length <= WORDS_LENGTH_MAX) return { words, files };
  const whole = {
    name: "message.txt",
    mediaType: "text/plain",
    bytes: new TextEncoder().encode(words),
  };
  const cut = words.slice(0, WORDS_LENGTH_MAX - 2).toWellFormed();
  return { words: `${cut} …`, files: [whole, ...files] };
}

/** With its files kept, and the names of those that were not taken in words. Throws where it may go well later. */
export async function fullContent(
  { words, files }: Content,
  { id, conversationId, userId }: { id: string; conversationId: string; userId: string },
): Promise<{ body: string; attachmentIds?: string[] }> {
  const attachmentIds: string[] = [];
  const missed: string[] = files.slice(ATTACHMENTS_PER_MESSAGE_MAX).map(({ name }) => name);
  // One after the other: each may need much memory.
  for (const [place, { bytes, ...file }] of files.slice(0, ATTACHMENTS_PER_MESSAGE_MAX).entries()) {
    const fileId = uuidOf(`file ${place}`, id);
    const described = { ...file, id: fileId, conversationId, ...unknown };
    try {
      await takeFile(bytes, described, userId);
      attachmentIds.push(fileId);
    } catch (error) {
      if (!(error instanceof Refusal) || error.isRetryable) throw error;
      missed.push(file.name);
    }
  }
  const t = await wordsIn("en", "mail");
  const note =
    missed.length > 0 ? t("notTaken", { names: missed.join(", ") }).slice(0, NOTE_LENGTH_MAX - 2) : "";
  const body = [words, note.toWellFormed()].filter(Boolean).join("\n\n");
  return { body, ...(attachmentIds.length > 0 && { attachmentIds }) };
}

/** What only a browser measures. */
const unknown = { width: undefined, height: undefined, durationMs: undefined };
