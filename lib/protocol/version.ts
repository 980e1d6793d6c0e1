/**
 * The version of everything in this folder. A test pins the hash of the schemas beside it,
 * so that no frame changes without somebody deciding what older clients will make of it.
 *
 * 1 — messages, presence, typing, receipts, resume; inbox and personal feeds.
 */
export const PROTOCOL_VERSION = 1;
