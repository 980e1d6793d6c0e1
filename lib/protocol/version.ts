/**
 * The version of everything in this folder. A test pins the hash of the schemas beside it,
 * so that no frame changes without somebody deciding what older clients will make of it.
 *
 * 1 — messages, presence, typing, receipts, resume; inbox and personal feeds.
 * 2 — a room asks whether a socket reads. A client that does not answer is closed once it was told more than a
 *     room keeps for it, and resumes.
 * 3 — a ticket opens one socket, and names the sign-in that it was given to.
 */
export const PROTOCOL_VERSION = 3;
