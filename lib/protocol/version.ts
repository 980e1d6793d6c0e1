/**
 * The version of everything in this folder. A test pins the hash of the schemas beside it,
 * so that no frame changes without somebody deciding what older clients will make of it.
 *
 * 1 — messages, presence, typing, receipts, resume; inbox and personal feeds.
 * 2 — a room asks whether a socket reads. A client that does not answer is closed once it was told more than a
 *     room keeps for it, and resumes.
 * 3 — a ticket opens one socket, and names the sign-in that it was given to.
 * 4 — replies; messages are edited, deleted, restored and reacted to. A client that does not know these events takes
 *     the next message for one after a gap, resumes, and is told each as it is now.
 * 5 — threads, files, secrets, groups, previews of links and calls. Messages have a `threadSeq`, a welcome says what a group is called and who
 *     hosts it. A client that does not know threads shows their messages in the timeline.
 * 6 — notes are a conversation of their own, where how a conversation stands as work is set and told. The summaries of
 *     an inbox say how it stands. Notes name members, and an inbox is told of it. A customer is told that the business
 *     takes nothing from them, and a member what they had not seen (`stale`). Completing a conversation and promises are
 *     messages that change. A client that does not know of it shows the notices of such changes as none, and is
 *     refused as `blocked`. Rooms tell who of the other side is on the site (`around`), and not of whoever hides when
 *     they left. Feeds ask whether their readers live, which clients answer since 2, and take `status`. An inbox is told
 *     who is in its conversations (`activity`), and a client that does not know of it shows nobody. What a business tells
 *     everybody is heard in relays of its own (`channel`), which no older client opens. A question about that names it
 *     (`post`); a client that does not know of it shows the question alone.
 * 7 — a bot answers, of the role `bot`, what its customer said (`answers`), and a conversation is handed over to people
 *     (`handover`). Who types by a program is named. A client that does not know of it shows a bot's words like those of an agent, and the notice of a
 *     handover as none.
 * 8 — an inbox says with which conversations a bot goes on (`isWithBot`). A client that does not know of it tells of them, and
 *     counts them as waiting.
 */
export const PROTOCOL_VERSION = 8;
