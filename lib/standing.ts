import type { Tag } from "./tags";
import type { Work } from "./work";

export interface Colleague {
  userId: string;
  name: string;
  isHere: boolean;
}

/** How a conversation stands as work, and what it takes to change that, as one of the business is told. */
export interface Standing {
  businessId: string;
  work: Work;
  /** Of two the one with the higher is the newer. */
  rev: number;
  /** Up to where the conversation goes. */
  lastSeq: number;
  /** Who changed it last; empty where it was the clock, or nobody. */
  changedBy: string;
  team: Colleague[];
  tags: Tag[];
  /** Where the clock of the business hangs. */
  timeZone: string;
  isOwner: boolean;
}
