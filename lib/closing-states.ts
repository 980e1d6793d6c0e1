/** What becomes of the question whether all is done. */
export const closingStates = ["proposed", "confirmed", "objected", "lapsed", "withdrawn"] as const;
export type ClosingState = (typeof closingStates)[number];
