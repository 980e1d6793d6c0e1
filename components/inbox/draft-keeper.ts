import { Deadline } from "@/lib/client/deadline";
import { DRAFT_LENGTH_MAX, type DraftKeeping, type KeptDraft, NO_DRAFT } from "@/lib/kept-draft";
import { Refusal } from "@/lib/refusal";

/** While somebody writes it is saved this often. */
export const SAVED_EVERY_MS = 1_000;
const AGAIN_AFTER_MS = 5_000;

/** Where a draft is written: in one tab, for one conversation. */
export interface DraftPage {
  read: () => string;
  write: (body: string) => void;
  subscribe: (onChange: () => void) => () => void;
  /** What the site was known to keep when this tab last heard of it. */
  readKept: () => KeptDraft | undefined;
  writeKept: (kept: KeptDraft) => void;
}

export interface DraftSite {
  load: () => Promise<KeptDraft>;
  save: (draft: KeptDraft) => Promise<DraftKeeping>;
}

/**
 * Keeps what somebody writes in one conversation the same on all their devices. Made for one conversation and bound to
 * it: what is saved late is saved there. Where two devices wrote at once, what is on the screen stays, and what the
 * other wrote is offered; until somebody chooses, nothing is overwritten.
 */
export class DraftKeeper {
  #kept: KeptDraft;
  #other: KeptDraft | undefined;
  #tried: string | undefined;
  #isSaving = false;
  /** The newest that was heard of. */
  #heardRev = 0;
  readonly #listeners = new Set<() => void>();
  readonly #due = new Deadline(() => void this.save());

  constructor(
    readonly page: DraftPage,
    readonly site: DraftSite,
  ) {
    this.#kept = page.readKept() ?? NO_DRAFT;
  }

  /** What another device wrote meanwhile. */
  readonly getOffer = (): string | undefined => this.#other?.body;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Follows what is written until the returned function is called, which saves what is not saved yet. */
  start(): () => void {
    const stop = this.page.subscribe(() => this.#notice());
    void this.refresh();
    return () => {
      stop();
      void this.leave();
    };
  }

  /** That a draft was kept, by this device or another. */
  hear(rev: number): void {
    this.#heardRev = Math.max(this.#heardRev, rev);
    // While this one is being saved its own answer will say what is kept.
    if (!this.#isSaving && this.#heardRev > this.#kept.rev) void this.refresh();
  }

  /** Looks whether another device wrote on. */
  async refresh(): Promise<void> {
    try {
      const found = await this.site.load();
      if (this.#isSaving) this.#heardRev = Math.max(this.#heardRev, found.rev);
      else if (found.rev > this.#kept.rev) this.#meet(found);
    } catch (error) {
      console.warn("draft not read:", error);
    }
    this.#notice();
  }

  /** Puts what the other device wrote below what is here. */
  take(): void {
    if (this.#other) this.page.write([this.page.read(), this.#other.body].filter(Boolean).join("\n"));
    this.dismiss();
  }

  dismiss(): void {
    if (this.#other) this.#keep(this.#other);
    this.#offer(undefined);
    this.#notice();
  }

  /** One at a time, so that an older text never arrives over a newer one. */
  async save(): Promise<void> {
    const body = this.page.read();
    if (this.#isSaving || this.#other || !this.#isUnsaved) return;
    this.#isSaving = true;
    this.#due.clear();
    try {
      const tried = this.#tried;
      this.#tried = body;
      const { isKept, ...found } = await this.site.save({ body, rev: this.#kept.rev });
      // What came of an earlier attempt without an answer is nobody else's.
      if (isKept || found.body === body || found.body === tried) this.#keep(found);
      else this.#meet(found);
      this.#isSaving = false;
      this.#notice();
      this.hear(0);
    } catch (error) {
      this.#isSaving = false;
      console.warn("draft not saved:", error);
      if (!(error instanceof Refusal) || error.isRetryable) this.#due.set(AGAIN_AFTER_MS);
    }
  }

  /** Where nobody has chosen between two drafts, both are kept. */
  leave(): Promise<void> {
    this.#due.clear();
    if (this.#other) this.take();
    this.#due.clear();
    return this.save();
  }

  get #isUnsaved(): boolean {
    const body = this.page.read();
    return body !== this.#kept.body && body.length <= DRAFT_LENGTH_MAX;
  }

  #notice(): void {
    if (!this.#isUnsaved || this.#other) return;
    // What was sent is no draft anywhere any more.
    if (this.page.read() === "") void this.save();
    else this.#due.setIfClear(SAVED_EVERY_MS);
  }

  #meet(found: KeptDraft): void {
    const here = this.page.read();
    const isBegun = here !== this.#kept.body && here !== found.body;
    if (isBegun && found.body !== "" && found.body !== this.#tried && !here.includes(found.body)) {
      this.#offer(found);
      return;
    }
    this.#keep(found);
    this.#offer(undefined);
    if (!isBegun && here !== found.body) this.page.write(found.body);
  }

  #keep({ body, rev }: KeptDraft): void {
    this.#kept = { body, rev };
    this.page.writeKept(this.#kept);
  }

  #offer(other: KeptDraft | undefined): void {
    this.#other = other;
    for (const listener of this.#listeners) listener();
  }
}
