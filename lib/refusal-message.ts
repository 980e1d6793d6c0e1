import type { Refusal, RefusalCode } from "./refusal";

/** What programs are told beside the code; the browser has words of its own for people, so it does not load these. */
export const refusalMessages: Record<RefusalCode, string> = {
  "bad-command": "That could not be understood.",
  unauthorized: "Sign in to go on.",
  forbidden: "You may not do that.",
  off: "You may not do that.",
  "not-found": "There is nothing here, or not for you.",
  "too-long": "That is too long.",
  "too-many": "Too many at once. Wait a moment.",
  stale: "There is something new you have not seen.",
  blocked: "This business does not take messages from you.",
  closed: "This conversation is closed.",
  conflict: "That is already taken.",
  busy: "Very busy right now. Trying again.",
  unavailable: "Not reachable right now. Trying again.",
};

export function refusalMessage({ code, message }: Refusal): string {
  return message === code ? refusalMessages[code] : message;
}
