import { SNOOZED_FOR_MAX_MS } from "./work";

/** Of one person in one conversation, what waits to be sent. */
export const LATER_WAITING_MAX = 20;
/** Nothing is planned further ahead. */
export const LATER_WITHIN_MS = SNOOZED_FOR_MAX_MS;

/** What somebody wants to have sent, under the id that it will have as a message. */
export interface LaterMessage {
  id: string;
  body: string;
  sendAt: string;
  /** Why it was not sent, and waits for its writer: others said something before, or they may not any more. */
  reason: "answered" | "not-allowed" | null;
}

export interface LaterList {
  messages: LaterMessage[];
  /** Of the business, by whose clock times are chosen. */
  timeZone: string;
}
