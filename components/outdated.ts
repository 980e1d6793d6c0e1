/** When this tab was loaded anew; what did not help a moment ago would not help now. */
const RENEWED_AT_KEY = "renewed";
const AGAIN_AFTER_MS = 10 * 60_000;
const LOOKS_AGAIN_AFTER_MS = 5_000;

const FIELDS = "textarea,input:not([type=checkbox],[type=radio])";

let isWaiting = false;

/** How the site answers a page of a version before that asks for what is called otherwise by now. */
export function isOutdated(error: unknown): boolean {
  return error instanceof Error && error.name === "UnrecognizedActionError";
}

/** Loads a page anew that is of a version before; once nobody writes or talks there, so that nothing is lost by it. */
export function renew(): void {
  if (isWaiting) return;
  isWaiting = isBusy();
  if (isWaiting)
    setTimeout(() => {
      isWaiting = false;
      renew();
    }, LOOKS_AGAIN_AFTER_MS);
  else if (mayRenew()) location.reload();
}

function isBusy(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>(FIELDS)];
  // What stands in a composer is its default as well, and is kept by the tab: it is only not to be cut off.
  const isWritten = (field: HTMLInputElement) =>
    field.value !== field.defaultValue || (field === document.activeElement && field.value);
  return fields.some(isWritten) || document.querySelector("audio[data-call]") !== null;
}

/** A tab without storage could not tell the second time from the first. */
function mayRenew(): boolean {
  try {
    const before = Number(sessionStorage.getItem(RENEWED_AT_KEY));
    if (Date.now() - before < AGAIN_AFTER_MS) return false;
    sessionStorage.setItem(RENEWED_AT_KEY, String(Date.now()));
    return true;
  } catch {
    return false;
  }
}
