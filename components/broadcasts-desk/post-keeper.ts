import { POST_LENGTH_MAX, type PostKeeping, type WaitingPost, type WrittenPost } from "@/lib/broadcast";
import { Deadline } from "@/lib/client/deadline";
import { Refusal, type RefusalCode } from "@/lib/refusal";

/** While somebody writes it is saved this often. */
export const SAVED_EVERY_MS = 1_000;
const AGAIN_AFTER_MS = 5_000;

export interface SavedPost extends Omit<WrittenPost, "attachments"> {
  id: string;
  attachmentIds: string[];
  rev: number;
}

export interface PostPlaces {
  save: (post: SavedPost) => Promise<PostKeeping>;
  /** Where the tab keeps what it knows of the post. */
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
}

export interface KeptPost {
  written: WrittenPost;
  /** Of the post it is written on; 0 where there is none yet. */
  rev: number;
  is: "saved" | "unsaved" | "saving";
  /** Why it could not be saved, the last time; `closed` where it was published or taken away. */
  problem: RefusalCode | undefined;
  /** What somebody else wrote meanwhile; until somebody chooses, nothing is saved. */
  other: WaitingPost | undefined;
}

export const keyOf = (id: string) => `post/${id}`;

/**
 * Saves what somebody writes of a post while they write it. What is not saved yet outlives the page. Where somebody
 * else was faster both texts stay, until whoever writes here chooses.
 */
export class PostKeeper {
  #state: KeptPost;
  #saving: Promise<void> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #due = new Deadline(() => void this.save());

  constructor(
    readonly id: string,
    post: WaitingPost | null,
    readonly places: PostPlaces,
  ) {
    const written = post ? writtenOf(post) : NOTHING;
    // What could not be published is saved anew, so that whoever does that answers for it.
    const is = post?.failure ? "unsaved" : "saved";
    this.#state = { written, rev: post?.rev ?? 0, is, problem: undefined, other: undefined };
    const kept = this.#kept();
    if (!kept || isSame(kept.written, written)) return;
    // On the way back a browser shows a page as it was, and this tab knows better.
    if (kept.rev >= this.#state.rev) this.#state = { ...this.#state, ...kept };
    else if (post && kept.is === "unsaved") this.#state = { ...this.#state, ...kept, other: post };
  }

  readonly getSnapshot = (): KeptPost => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Until the returned function is called, which saves what is not saved yet. */
  start(): () => void {
    if (this.#state.is === "unsaved") this.#due.setIfClear(0);
    return () => {
      this.#due.clear();
      void this.save();
    };
  }

  write(changed: Partial<WrittenPost>): void {
    const written = { ...this.#state.written, ...changed };
    if (isSame(written, this.#state.written)) return;
    this.#change({ written, is: this.#state.is === "saving" ? "saving" : "unsaved" });
    this.#keep();
    this.#due.setIfClear(SAVED_EVERY_MS);
  }

  /** Whether all of it is saved in the end. */
  async save(): Promise<boolean> {
    this.#due.clear();
    await this.#saving;
    if (this.#canSave) {
      this.#saving = this.#send(this.#state.written).finally(() => {
        this.#saving = undefined;
      });
      await this.#saving;
    }
    return this.#state.is === "saved";
  }

  /** What the site holds is what is written here from now on. */
  take(post: WaitingPost): void {
    this.#change({
      ...{ written: writtenOf(post), rev: post.rev, is: "saved" },
      ...{ problem: undefined, other: undefined },
    });
    this.#keep();
  }

  /** Nothing of it is saved any more, nor kept here. */
  abandon(): void {
    this.#due.clear();
    this.#change({ is: "saved" });
    this.places.storage?.removeItem(keyOf(this.id));
  }

  /** Hands what is written here to a new post; pictures that another post has stay with that. */
  moveTo(id: string): void {
    const { written, other } = this.#state;
    const theirs = other?.attachments.map((picture) => picture.id);
    const attachments = theirs ? written.attachments.filter((picture) => !theirs.includes(picture.id)) : [];
    keep(this.places.storage, id, { written: { ...written, attachments }, rev: 0, is: "unsaved" });
    this.abandon();
  }

  get #canSave(): boolean {
    const { is, other, problem, written } = this.#state;
    return is === "unsaved" && !other && problem !== "closed" && written.body.length <= POST_LENGTH_MAX;
  }

  async #send(written: WrittenPost): Promise<void> {
    this.#change({ is: "saving" });
    const { attachments, ...rest } = written;
    const attachmentIds = attachments.map(({ id }) => id);
    try {
      const asked = { id: this.id, rev: this.#state.rev, ...rest, attachmentIds };
      const { isKept, post } = await this.places.save(asked);
      const isAll = isSame(this.#state.written, written);
      if (isKept) this.#change({ rev: post.rev, is: isAll ? "saved" : "unsaved", problem: undefined });
      else this.#change({ is: "unsaved", other: post });
      if (isKept) this.#keep();
      if (isKept && !isAll) this.#due.setIfClear(SAVED_EVERY_MS);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal("unavailable", { cause: error });
      this.#change({ is: "unsaved", problem: refusal.code });
      if (refusal.isRetryable) this.#due.set(AGAIN_AFTER_MS);
    }
  }

  #change(changed: Partial<KeptPost>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of this.#listeners) listener();
  }

  #kept(): KeptHere | null {
    const kept: KeptHere | null = JSON.parse(this.places.storage?.getItem(keyOf(this.id)) ?? "null");
    // A page from before an update of the site knew of less.
    return kept && { ...kept, written: { ...NOTHING, ...kept.written } };
  }

  #keep(): void {
    const { written, rev, is } = this.#state;
    keep(this.places.storage, this.id, { written, rev, is: is === "saved" ? "saved" : "unsaved" });
  }
}

/** The newest of a post that this tab knows. */
interface KeptHere extends Pick<KeptPost, "written" | "rev"> {
  is: "saved" | "unsaved";
}

const NOTHING: WrittenPost = {
  body: "",
  attachments: [],
  topicId: null,
  isSilent: false,
  asksToConfirm: false,
};

function writtenOf({ body, attachments, topicId, isSilent, asksToConfirm }: WrittenPost): WrittenPost {
  return { body, attachments, topicId, isSilent, asksToConfirm };
}

function isSame(one: WrittenPost, other: WrittenPost): boolean {
  const idsOf = ({ attachments }: WrittenPost) => attachments.map(({ id }) => id).join();
  return (
    one.body === other.body &&
    one.topicId === other.topicId &&
    one.isSilent === other.isSilent &&
    one.asksToConfirm === other.asksToConfirm &&
    idsOf(one) === idsOf(other)
  );
}

function keep(storage: PostPlaces["storage"], id: string, kept: KeptHere): void {
  try {
    storage?.setItem(keyOf(id), JSON.stringify(kept));
  } catch (cause) {
    console.warn("a post could not be kept past this page:", cause);
  }
}
