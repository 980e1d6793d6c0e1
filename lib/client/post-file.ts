import type { Attachment } from "../protocol/message";
import { isRefusalCode, Refusal } from "../refusal";

/** What a browser can tell of a recording. */
export interface Measures {
  width?: number;
  height?: number;
  durationMs?: number;
  peaks?: number[];
}

export interface Posting {
  conversationId: string;
  /** Made here, so that a repeat is harmless. */
  id: string;
  file: File;
  measures: Measures;
}

export interface Following {
  /** How much has gone out, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** As far as it is the site that answers; what stands in between may say anything. */
type Answer = Partial<Attachment> & { error?: { code?: unknown; message?: string } };

/**
 * Uploads a file, which may take long; only XMLHttpRequest tells how far it has got. Throws a Refusal: `unavailable`
 * when the site cannot be reached or makes no sense.
 */
export function postFile(
  { conversationId, id, file, measures }: Posting,
  { onProgress, signal }: Following,
): Promise<Attachment> {
  const { peaks, ...numbers } = measures;
  const said = { conversationId, id, name: file.name, ...(peaks && { peaks: peaks.join() }) };
  const query = new URLSearchParams(said);
  for (const [name, value] of Object.entries(numbers)) query.set(name, String(value));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Refusal("unavailable"));
    request.open("POST", `/api/attachments?${query}`);
    if (file.type) request.setRequestHeader("content-type", file.type);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = fail;
    request.onabort = fail;
    request.onload = () => {
      try {
        resolve(attachmentIn(request));
      } catch (error) {
        reject(error);
      }
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function attachmentIn({ status, responseText }: XMLHttpRequest): Attachment {
  const answer = answerIn(responseText);
  const { code, message } = answer.error ?? {};
  if (isRefusalCode(code)) throw new Refusal(code, message === undefined ? {} : { message });
  if (status !== 200 && status !== 201) throw new Refusal("unavailable");
  return answer as Attachment;
}

function answerIn(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal("unavailable", { cause });
  }
}
