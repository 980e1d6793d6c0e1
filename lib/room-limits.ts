/** What rooms allow unless they are deployed with other numbers, by the names of those settings. */
export const ROOM_FRAMES_PER_SECOND = 30;
export const ROOM_READERS_MAX = 5_000;

/** One person's open sockets in one room, over all tabs and devices. */
export const SOCKETS_PER_USER_MAX = 20;
