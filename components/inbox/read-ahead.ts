/** How far conversations are shown as read, by their ids. */
export type ReadTo = Record<string, number>;

const shown = new Set<ReadTo>();
const listeners = new Set<() => void>();
let all: ReadTo = {};

/** What this tab shows as read before anybody is told that it is. */
export const readAhead = {
  getSnapshot: () => all,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** Until the returned function is called. */
  show: (some: ReadTo): (() => void) => {
    shown.add(some);
    change();
    return () => {
      shown.delete(some);
      change();
    };
  },
};

function change(): void {
  // What is shown later goes as far as what is shown already, or further.
  all = Object.assign({}, ...shown);
  for (const listener of listeners) listener();
}
