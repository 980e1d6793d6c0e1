import type { Entry, Outcome } from "../lib/ledger";
import type { Event } from "../lib/protocol/event";
import { eventOf } from "./announcer";
import { refusalOf } from "./failure";

export const CREATED = 201;

/** What only the one who asked is told, and for a program how to read it. */
export interface Answer {
  event?: Event;
  status: number;
}

/** What became of something that was asked to be stored. Throws where it was refused. */
export function answerOf(outcome: Outcome, entry: Entry): Answer {
  switch (outcome.is) {
    case "stored":
    case "changed":
      return { event: eventOf(outcome, entry), status: CREATED };
    case "repeat":
    case "same":
      return { event: eventOf(outcome, entry), status: 200 };
    case "unchanged":
      return { status: 204 };
    case "refused":
      throw refusalOf(outcome);
    default:
      throw new Error(`a message cannot be ${outcome.is}`);
  }
}
