import type { Event } from "../protocol/event";
import type { FeedEvent } from "../protocol/feed";

/**
 * What a room says. Not checked again in the browser: the site gave the address, the room's own types made the frame,
 * and the checker for all of it would be a third of the chat's code. An event that a later version of the protocol
 * brought is let through, and nobody acts on it.
 */
export function eventIn(frame: string): Event {
  return JSON.parse(frame);
}

/** What a feed says, likewise. */
export function feedEventIn(frame: string): FeedEvent {
  return JSON.parse(frame);
}
