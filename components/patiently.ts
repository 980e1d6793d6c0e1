import { renew } from "./outdated";

const AGAIN_AFTER_MS = 3_000;
const ATTEMPTS_MAX = 200;

/**
 * Loads a part of the interface that is asked for later than the page. Without a network it comes when there is one
 * again: a part that is missing must not take with it the page that is there. One that is gone comes with a newer page.
 */
export function patiently<Part>(load: () => Promise<Part>): () => Promise<Part> {
  return async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await load();
      } catch (error) {
        if (attempt === ATTEMPTS_MAX) throw error;
        renewIfGone(error);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
      }
    }
  };
}

/** A part that is gone, as a later version has others, does not come however often it is asked for. */
function renewIfGone(error: unknown): void {
  const part = /\/_\S+/.exec(String(error));
  if (part)
    fetch(part[0]).then(
      ({ status }) => status === 404 && renew(),
      () => {},
    );
}
