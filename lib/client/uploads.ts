import { v7 as uuid } from "uuid";
import { ATTACHMENT_BYTES_MAX, ATTACHMENTS_PER_MESSAGE_MAX } from "../attachment-limits";
import type { Attachment } from "../protocol/message";
import { Refusal, type RefusalCode } from "../refusal";
import { Deadline } from "./deadline";
import type { Following, Measures, Posting } from "./post-file";

const UPLOADS_AT_ONCE = 2;
const AGAIN_AFTER_MIN_MS = 1_000;
const AGAIN_AFTER_MAX_MS = 15_000;
/** After these somebody must say that it is to go on. */
const TRIES_MAX = 25;

export type UploadState =
  | { is: "waiting" }
  | { is: "uploading"; share: number }
  | { is: "ready"; attachment: Attachment }
  | { is: "failed"; code: RefusalCode };

/** A file that is to go with the next message. */
export interface Upload {
  /** Also the id of the attachment it becomes. */
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  /** What there is of it here; nothing of what was uploaded before the page was loaded. */
  file: File | undefined;
  /** Not known until they were taken. */
  measures: Measures | undefined;
  state: UploadState;
}

export interface UploadsOptions {
  conversationId: string;
  /** Where the tab keeps what is uploaded already. */
  key: string;
  post: (posting: Posting, following: Following) => Promise<Attachment>;
  measure: (file: File) => Promise<Measures>;
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
}

/** The files that are to go with the next message of somebody in a conversation: immutable lists, in their order. */
export class Uploads {
  #list: readonly Upload[];
  #cancels = new Map<string, AbortController>();
  #tries = 0;
  readonly #listeners = new Set<() => void>();
  readonly #again = new Deadline(() => this.#pump());

  constructor(readonly options: UploadsOptions) {
    this.#list = this.#kept().map(readyUpload);
  }

  readonly getSnapshot = (): readonly Upload[] => this.#list;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes as many as a message may have, and says how many that were too many. */
  async add(files: File[], measures?: Measures): Promise<number> {
    const room = Math.max(0, ATTACHMENTS_PER_MESSAGE_MAX - this.#list.length);
    const taken = files.slice(0, room).map((file) => uploadOf(file, measures));
    this.#change([...this.#list, ...taken]);
    if (!measures)
      await Promise.all(
        taken.map(async ({ id, file }) => {
          if (file) this.#update(id, { measures: await this.options.measure(file) });
        }),
      );
    this.#pump();
    return files.length - taken.length;
  }

  /** Gives up one, uploaded or not. */
  remove(id: string): void {
    this.#cancels.get(id)?.abort();
    this.#change(this.#list.filter((upload) => upload.id !== id));
    this.#pump();
  }

  retry(id: string): void {
    this.#tries = 0;
    this.#again.clear();
    this.#update(id, { state: { is: "waiting" } });
    this.#pump();
  }

  /** The line is back: nothing waits any longer. */
  goOn(): void {
    this.#again.clear();
    this.#pump();
  }

  /** Hands over what is uploaded, and forgets it here. */
  take(): Attachment[] {
    const ready = this.#list.flatMap(({ state }) => (state.is === "ready" ? [state.attachment] : []));
    this.#change(this.#list.filter(({ state }) => state.is !== "ready"));
    return ready;
  }

  /** Takes back what was handed over, of a message that was given up. */
  giveBack(attachments: Attachment[]): void {
    const room = ATTACHMENTS_PER_MESSAGE_MAX - this.#list.length;
    this.#change([...this.#list, ...attachments.slice(0, Math.max(0, room)).map(readyUpload)]);
  }

  #pump(): void {
    if (this.#again.isSet) return;
    const waiting = this.#list.filter(
      ({ id, measures, state }) => measures && state.is === "waiting" && !this.#cancels.has(id),
    );
    for (const upload of waiting.slice(0, UPLOADS_AT_ONCE - this.#cancels.size)) void this.#send(upload);
  }

  async #send({ id, file, measures }: Upload): Promise<void> {
    if (!file || !measures) return;
    const { conversationId, post } = this.options;
    const cancel = new AbortController();
    this.#cancels.set(id, cancel);
    const onProgress = (share: number) => this.#update(id, { state: { is: "uploading", share } });
    onProgress(0);
    try {
      const attachment = await post(
        { conversationId, id, file, measures },
        { onProgress, signal: cancel.signal },
      );
      this.#tries = 0;
      this.#update(id, { state: { is: "ready", attachment } });
    } catch (error) {
      this.#failed(id, error);
    }
    this.#cancels.delete(id);
    this.#pump();
  }

  /** What may pass is tried again by itself, later each time. */
  #failed(id: string, error: unknown): void {
    const refusal = error instanceof Refusal ? error : new Refusal("unavailable", { cause: error });
    if (refusal.isRetryable && this.#tries < TRIES_MAX) {
      const delayMs = Math.min(AGAIN_AFTER_MIN_MS * 2 ** this.#tries, AGAIN_AFTER_MAX_MS);
      this.#tries += 1;
      this.#update(id, { state: { is: "waiting" } });
      this.#again.setIfClear(delayMs * (0.5 + Math.random()));
    } else {
      this.#update(id, { state: { is: "failed", code: refusal.code } });
    }
  }

  #update(id: string, changed: Partial<Upload>): void {
    this.#change(this.#list.map((upload) => (upload.id === id ? { ...upload, ...changed } : upload)));
  }

  #change(list: readonly Upload[]): void {
    this.#list = list;
    this.#keep();
    for (const listener of this.#listeners) listener();
  }

  #kept(): Attachment[] {
    const kept = this.options.storage?.getItem(this.options.key);
    return kept ? JSON.parse(kept) : [];
  }

  #keep(): void {
    const ready = this.#list.flatMap(({ state }) => (state.is === "ready" ? [state.attachment] : []));
    try {
      if (ready.length > 0) this.options.storage?.setItem(this.options.key, JSON.stringify(ready));
      else this.options.storage?.removeItem(this.options.key);
    } catch (cause) {
      console.warn("upload not kept:", cause);
    }
  }
}

function uploadOf(file: File, measures: Measures | undefined): Upload {
  const { name, type: mediaType, size: bytes } = file;
  return { id: uuid(), name, mediaType, bytes, file, measures, state: stateOf(bytes) };
}

/** What is known here to be refused is not sent at all. */
function stateOf(bytes: number): UploadState {
  if (bytes > ATTACHMENT_BYTES_MAX) return { is: "failed", code: "too-long" };
  return bytes === 0 ? { is: "failed", code: "bad-command" } : { is: "waiting" };
}

function readyUpload(attachment: Attachment): Upload {
  const { id, name, mediaType, bytes } = attachment;
  return { id, name, mediaType, bytes, file: undefined, measures: {}, state: { is: "ready", attachment } };
}
