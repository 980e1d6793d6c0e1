/**
 * What a browser keeps of one person's unsent texts in one conversation: shared by all their tabs, and still there
 * when a tab is killed, which can then neither read nor write it any more.
 */
export class Mailbox {
  #texts = new Map();
  /** Full, or forbidden by the browser: it neither gives nor takes. */
  isBroken = false;

  openTab() {
    let isOpen = true;
    const outbox = {
      load: async () => {
        this.#check();
        return [...this.#texts.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
      },
      put: async (text) => {
        this.#check();
        if (isOpen) this.#texts.set(text.id, text);
      },
      remove: async (id) => {
        this.#check();
        if (isOpen) this.#texts.delete(id);
      },
    };
    return {
      outbox,
      kill: () => {
        isOpen = false;
      },
    };
  }

  #check() {
    if (this.isBroken) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  }
}
