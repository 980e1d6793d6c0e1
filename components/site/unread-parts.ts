import { patiently } from "../patiently";

type UnreadParts = typeof import("../inbox/live-unread");

/** Pages whose own list brings the parts along, as soon as it is drawn. */
const BRINGS_THEM = /^\/(inbox|chats)(\/|$)/;
const BROUGHT_WITHIN_MS = 10_000;

let offer: (parts: UnreadParts) => void;
const offered = new Promise<UnreadParts>((resolve) => {
  offer = resolve;
});

/** By a part of the page that has them: they are not loaded a second time then, in a bundle of their own. */
export function offerUnreadParts(parts: UnreadParts): void {
  offer(parts);
}

/** They come after the page: nobody waits for a number in the header. */
export const unreadParts = patiently(async () => {
  const waitMs = BRINGS_THEM.test(location.pathname) ? BROUGHT_WITHIN_MS : 0;
  const nobody = new Promise<undefined>((resolve) => setTimeout(resolve, waitMs));
  return (await Promise.race([offered, nobody])) ?? (await import("../inbox/live-unread"));
});
