import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { WEEKDAYS } from "../../../lib/opening-hours";
import { type Role, roles, signedIn } from "./intruders";

/** Something of somebody's that is asked about: Maya's conversation and Harbor Coffee, or nothing that exists. */
export interface Thing {
  conversationId: string;
  businessId: string;
  slug: string;
  customerId: string;
}

export const nothing = (): Thing => ({
  conversationId: randomUUID(),
  businessId: randomUUID(),
  customerId: randomUUID(),
  slug: `nobody-${randomUUID()}`,
});

/** A way in: how to ask for a thing, who is answered, and what an answer may be made of. */
export interface Door {
  ask: (thing: Thing) => { path?: string; asked?: unknown };
  /** Everyone else is told what they are told of nothing. */
  answers: Role[];
  keys: string[];
  /** What it says of a thing that is known to be there to those who may not. */
  refuses?: Partial<Record<Role, string>>;
  /** What it says to all, where it looks at nothing but what is asked. */
  refusesAll?: string;
  /** It knows nobody, so what it says may be kept. */
  isSameForAll?: true;
}

export const members: Role[] = ["sam", "nora"];
const inside: Role[] = ["maya", ...members];

const ofHealth = ["status", "parts", "database", "redis", "rooms", "canary", "state", "at", "broken", "ms"];

/** Programs alone may, by a secret of their own. */
const closedToAll = (asked: ReturnType<Door["ask"]>): Door => ({
  ask: () => asked,
  answers: [],
  keys: [],
  refuses: Object.fromEntries(roles.map((role) => [role, "unauthorized"])),
});

/** What is asked of everybody who is signed in, and refused for what it is. */
const takesNothingLike = (asked: unknown): Door => ({
  ask: () => ({ asked }),
  answers: [],
  keys: [],
  refuses: Object.fromEntries(signedIn.map((role) => [role, "bad-command"])),
});

/** It is for anybody, and takes a form, which this is not. */
const takesForms: Door = {
  ask: () => ({ asked: { business: "harbor-coffee", name: "Eve" } }),
  ...{ answers: [], keys: [], refusesAll: "bad-command" },
};

const ofReading = ["reading", "topicIds", "isPushed", "mail", "address", "isConfirmed"];
const ofPerson = ["id", "name", "email", "role", "businesses", "slug"];
const ofMessage = [
  ...[
    "id",
    "conversationId",
    "seq",
    "rev",
    "kind",
    "senderId",
    "senderRole",
    "senderName",
    "body",
    "hasMore",
  ],
  ...["threadId", "replyTo", "attachments", "reactions", "metadata", "createdAt", "editedAt", "deletedAt"],
  "threadSeq",
  // What a system message tells in its metadata, and the thread that grows from a message.
  ...["event", "userId", "name", "role", "thread", "title"],
];
/** What a socket that resumes would be told. */
const ofChanges = [
  ...["changes", "type", "rev", "seq", "self", "present", "participants", "receipts", "threadReads", "block"],
  ...["status", "people", "lastSeenAt", "rank", "delivered", "read", "message", "until"],
  ...ofMessage,
];
const ofAttachment = [
  ...["id", "name", "mediaType", "bytes", "width", "height", "durationMs", "peaks", "hasThumbnail"],
];
const ofPost = [
  "answers",
  ...["id", "businessId", "seq", "rev", "topicId", "senderId", "senderName", "body", "attachments"],
  ...["reactions", "emoji", "count", "asksToConfirm", "createdAt", "editedAt", "deletedAt"],
];
const ofPlanned = [
  ...[
    "id",
    "body",
    "attachments",
    "topicId",
    "isSilent",
    "asksToConfirm",
    "publishAt",
    "failure",
    "updatedAt",
  ],
  ...ofAttachment,
];
const ofTicket = ["url", "token", "expiresIn"];
const ofThreads = ["threads", "threadReads", "messageId", "replies", "lastAt", "read"];
const ofHead = [...ofMessage, ...ofThreads, "messages", "hasMore", "rev", "seq"];
const ofList = [
  ...[
    "conversations",
    "nextCursor",
    "id",
    "businessId",
    "businessName",
    "businessSlug",
    "customerId",
    "customerName",
  ],
  ...[
    ...["kind", "title", "sort"],
    "rev",
    "lastSeq",
    "readSeq",
    "lastMessage",
    "senderId",
    "senderRole",
    "senderName",
    "preview",
    "createdAt",
    "at",
  ],
];

/** What only the members of a business may know of its conversations. */
const ofWork = [
  ...["work", "status", "snoozedUntil", "assigneeId", "priority", "tags", "channel", "dueAt", "mentionedAt"],
  ...["isHandedOver", "isWithBot"],
];

const NEXT_YEAR = new Date(Date.now() + 300 * 24 * 60 * 60 * 1000).toISOString();
const ofDraft = ["body", "rev"];

const ofTag = ["id", "name", "color"];

const aboutBusiness =
  (asked: object): Door["ask"] =>
  ({ businessId }) => ({ asked: { businessId, ...asked } });

const ofSearch = [
  ...[
    ...ofList,
    "hits",
    "searchedTo",
    "message",
    "conversationId",
    "threadId",
    "seq",
    "conversation",
    "role",
  ],
  ...["snippet", "text", "isHit", "named", ...ofWork],
];

const ofParticipants = ["participants", "userId", "name", "role", "rank"];
const ofBusiness = ["id", "slug", "name", "tagline", "category", "logo", "timeZone", "isOpen", "changesAt"];
const ofProfile = [
  ...[...ofBusiness, "about", "status", "topics", "holidays", "from", "to", "shifts"],
  ...["hours", ...WEEKDAYS],
  ...["responsiveness", "of", "waits", "median", "ninetieth", "seconds", "isAtLeast"],
];
const ofWebhook = [...["webhook", "secret", "id", "url", "types", "disabled", "failingSince", "formerUntil"]];

const inConversation =
  (path: string, asked?: object): Door["ask"] =>
  ({ conversationId }) => ({ path: `/api/conversations/${conversationId}/${path}`, asked });
const inBusiness =
  (path: string, asked?: object): Door["ask"] =>
  ({ slug }) => ({ path: `/api/businesses/${slug}/${path}`, asked });

export const routes: Record<string, Door[]> = {
  "GET /health": [{ ask: () => ({}), answers: roles, keys: ofHealth }],
  "GET /healthz": [{ ask: () => ({}), answers: roles, keys: ofHealth }],
  "GET /emoji/[locale]": [
    {
      ask: () => ({ path: "/emoji/en" }),
      answers: roles,
      keys: [],
      isSameForAll: true,
    },
  ],
  ...Object.fromEntries(
    ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [
      `${method} /api/[...path]`,
      [
        {
          ...{ ask: () => ({ path: "/api/nothing" }), answers: [], keys: [] },
          refuses: Object.fromEntries(roles.map((role) => [role, "not-found"])),
        },
      ],
    ]),
  ),
  // What browsers ask by themselves, of every route; who asks is not looked at.
  "OPTIONS /api/preflight": [
    { ask: () => ({ path: "/api/preflight" }), answers: roles, keys: [], isSameForAll: true },
  ],
  "GET /api/openapi.json": [{ ask: () => ({}), answers: roles, keys: [], isSameForAll: true }],
  "POST /api/auth/login": [
    {
      ask: () => ({ asked: { email: "leo@example.com", password: "servihub-demo" } }),
      answers: roles,
      keys: ["accessToken", "refreshToken", "expiresIn", "user", ...ofPerson],
    },
  ],
  "POST /api/auth/refresh": [closedToAll({ asked: { refreshToken: "none of ours" } })],
  "POST /api/auth/register": [
    {
      ask: () => ({ asked: { name: "Eve", email: "nobody", password: "servihub-demo" } }),
      ...{ answers: [], keys: [], refusesAll: "bad-command" },
    },
  ],
  // Who signs out is nobody any more: that is asked in `api.test.ts`.
  "POST /api/auth/logout": [takesNothingLike({ userId: randomUUID() })],
  "GET /api/me": [{ ask: () => ({}), answers: signedIn, keys: ofPerson }],
  "GET /api/presence/[userId]": [
    {
      ask: ({ customerId }) => ({ path: `/api/presence/${customerId}` }),
      // She writes to June's business, too.
      answers: [...inside, "june"],
      keys: ["status", "lastSeenAt"],
    },
  ],
  "POST /api/attachments": [
    {
      ask: ({ conversationId }) => ({
        path: `/api/attachments?${new URLSearchParams({ conversationId, id: randomUUID(), name: "a.txt" })}`,
        asked: { contents: "of a file" },
      }),
      answers: inside,
      keys: ofAttachment,
    },
  ],
  // What is there, and for whom, is asked in `attachments.spec.ts`.
  "GET /api/attachments/[id]": [
    { ask: () => ({ path: `/api/attachments/${randomUUID()}` }), answers: [], keys: [] },
  ],
  "GET /api/files/[token]": [
    {
      ask: ({ conversationId }) => ({ path: `/api/files/${conversationId}` }),
      answers: [],
      keys: [],
      refuses: { stranger: "not-found" },
    },
  ],
  "GET /b/[business]/news/feed.xml": [
    {
      ...{ ask: () => ({ path: "/b/harbor-coffee/news/feed.xml" }), answers: roles, keys: [] },
      isSameForAll: true,
    },
  ],
  // What is there is asked in `public-posts.test.ts`.
  "GET /b/[business]/news/[post]/files/[id]": [
    {
      ask: ({ slug }) => ({ path: `/b/${slug}/news/${randomUUID()}/files/${randomUUID()}` }),
      ...{ answers: [], keys: [], refuses: Object.fromEntries(roles.map((role) => [role, "not-found"])) },
    },
  ],
  // What none of these is: a browser, as it says how it is reached.
  "POST /api/push": [takesNothingLike({})],
  // Opened by the schedule of a platform alone, with a secret of its own.
  "GET /api/cron/due": [closedToAll({})],
  // Opened by Prometheus alone, likewise.
  "GET /api/metrics": [closedToAll({})],
  "POST /api/unsubscribe/[token]": [
    {
      ask: ({ conversationId }) => ({ path: `/api/unsubscribe/${conversationId}`, asked: {} }),
      answers: [],
      keys: [],
      refuses: { stranger: "not-found" },
    },
  ],
  "POST /api/post-mails/[token]": [
    {
      ask: ({ conversationId }) => ({ path: `/api/post-mails/${conversationId}`, asked: {} }),
      answers: [],
      keys: [],
      refuses: { stranger: "not-found" },
    },
  ],
  // Only mail servers have the secret.
  "POST /api/mail/inbound": [closedToAll({ asked: {} })],
  "POST /api/drafts": [
    {
      ask: ({ conversationId }) => ({ asked: { conversationId, mode: "reply", body: "Hi", rev: 0 } }),
      answers: members,
      keys: ofDraft.concat("isKept"),
      refuses: { maya: "forbidden" },
    },
  ],
  "POST /api/read": [
    {
      ask: ({ conversationId }) => ({ asked: { read: [{ conversationId, seq: 1 }] } }),
      answers: members,
      keys: ["refused"],
    },
  ],
  "POST /api/tickets": [
    { ask: ({ conversationId }) => ({ asked: { conversationId } }), answers: inside, keys: ofTicket },
    { ask: ({ businessId }) => ({ asked: { feed: "inbox", businessId } }), answers: members, keys: ofTicket },
    { ask: () => ({ asked: { feed: "me" } }), answers: signedIn, keys: ofTicket },
  ],
  // It takes a form, which this is not.
  "POST /plain/[conversation]/messages": [
    {
      ask: ({ conversationId }) => ({ path: `/plain/${conversationId}/messages`, asked: {} }),
      answers: [],
      keys: [],
      refuses: { maya: "bad-command" },
    },
  ],
  "GET /api/search": [
    {
      ask: ({ conversationId }) => ({ path: `/api/search?q=coffee&conversationId=${conversationId}` }),
      answers: inside,
      keys: ofSearch,
    },
    {
      ask: ({ businessId }) => ({ path: `/api/search?q=coffee&businessId=${businessId}` }),
      answers: members,
      keys: ofSearch,
    },
  ],
  "GET /admin/audit/csv": [{ ask: () => ({ path: "/admin/audit/csv" }), answers: ["admin"], keys: [] }],
  "GET /inbox/settings/audit/csv": [
    {
      ask: ({ businessId }) => ({ path: `/inbox/settings/audit/csv?businessId=${businessId}` }),
      answers: ["nora"],
      keys: [],
    },
  ],
  "GET /inbox/figures/csv": [
    {
      ask: ({ businessId }) => ({ path: `/inbox/figures/csv?businessId=${businessId}&days=7` }),
      answers: ["nora"],
      // It is no JSON.
      keys: [],
    },
  ],
  // What is there is asked in `business-profile.spec.ts`.
  "GET /logos/[id]": [
    {
      ...{ ask: () => ({ path: `/logos/${randomUUID()}` }), answers: [], keys: [] },
      refuses: Object.fromEntries(roles.map((role) => [role, "not-found"])),
    },
  ],
  // It takes a form, which this is not.
  "POST /inbox/settings/profile/logo": [
    {
      ask: ({ businessId }) => ({
        path: `/inbox/settings/profile/logo?businessId=${businessId}`,
        asked: {},
      }),
      ...{ answers: [], keys: [], refuses: { nora: "bad-command" } },
    },
  ],
  "GET /settings/data/export": [
    {
      ask: () => ({ path: "/settings/data/export" }),
      answers: signedIn,
      // It is made of what each of them may read anyhow, by the names of the export's own.
      keys: [
        ...["person", "id", "name", "email", "createdAt", "timeZone", "locale", "isMailed", "quietFrom"],
        ...["quietUntil", "showsPresence", "follows", "business", "since", "mailAddress", "drafts", "body"],
        ...["updatedAt", "signIns", "device", "network", "businessName", "lastAt", "tokens", "scopes"],
        ...["expiresAt", "lastUsedAt", "openedBy", "firstAt", "conversations", "kind", "title", "role"],
        ...["messages", "seq", "senderName", "editedAt", "files", "bytes", "chosenTimeZone"],
      ],
    },
  ],
  "POST /api/conversations": [
    {
      ask: ({ slug }) => ({ asked: { business: slug } }),
      answers: signedIn.filter((role) => !members.includes(role)),
      keys: ["id"],
      refuses: { sam: "forbidden", nora: "forbidden" },
    },
    {
      ask: ({ slug }) => ({ asked: { business: slug, id: randomUUID(), title: "Tasting" } }),
      answers: signedIn,
      keys: ["id", "notInvited"],
    },
  ],
  "GET /api/conversations": [
    { ask: () => ({}), answers: signedIn, keys: ofList },
    {
      ask: ({ businessId }) => ({ path: `/api/conversations?businessId=${businessId}` }),
      answers: members,
      keys: [...ofList, ...ofWork],
    },
  ],
  "GET /api/conversations/[id]": [
    {
      ask: ({ conversationId }) => ({ path: `/api/conversations/${conversationId}` }),
      answers: inside,
      keys: [...ofList, ...ofWork, ...ofParticipants],
    },
  ],
  "DELETE /api/conversations/[id]": [
    {
      ask: ({ conversationId }) => ({ path: `/api/conversations/${conversationId}` }),
      ...{ answers: members, keys: [], refuses: { maya: "forbidden" } },
    },
  ],
  "PUT /api/conversations/[id]": [
    {
      ask: ({ conversationId }) => ({
        path: `/api/conversations/${conversationId}`,
        asked: { status: "open", priority: 2 },
      }),
      answers: members,
      keys: [...ofList, ...ofWork, ...ofParticipants],
      refuses: { maya: "forbidden" },
    },
  ],
  "GET /api/conversations/[id]/participants": [
    { ...{ ask: inConversation("participants"), answers: inside, keys: ofParticipants } },
  ],
  "POST /api/conversations/[id]/participants": [
    {
      ...{ ask: inConversation("participants", {}), answers: members, keys: ofParticipants },
      refuses: { maya: "forbidden" },
    },
  ],
  // It is no group.
  "DELETE /api/conversations/[id]/participants": [
    { ask: inConversation("participants"), answers: [], keys: [] },
  ],
  "PATCH /api/conversations/[id]/participants/[userId]": [
    { ask: inConversation(`participants/${randomUUID()}`, { rank: "host" }), answers: [], keys: [] },
  ],
  "POST /api/conversations/[id]/invite": [{ ask: inConversation("invite", {}), answers: [], keys: [] }],
  "POST /api/conversations/[id]/receipts": [
    { ask: inConversation("receipts", { read: 1 }), answers: inside, keys: [] },
  ],
  "POST /api/conversations/[id]/typing": [
    { ask: inConversation("typing", { isTyping: false }), answers: inside, keys: [] },
  ],
  "GET /api/conversations/[id]/threads": [
    { ask: inConversation("threads"), answers: inside, keys: [...ofThreads, "id", "title"] },
  ],
  // Whoever may look into the conversation finds no such thing there.
  "POST /api/conversations/[id]/threads": [
    { ask: inConversation("threads", { messageId: randomUUID() }), answers: [], keys: [] },
  ],
  "GET /api/conversations/[id]/threads/[threadId]": [
    { ask: inConversation(`threads/${randomUUID()}`), answers: [], keys: [] },
  ],
  "POST /api/conversations/[id]/threads/[threadId]": [
    { ask: inConversation(`threads/${randomUUID()}`, { body: "Hi" }), answers: [], keys: [] },
  ],
  "GET /api/conversations/[id]/messages/[messageId]": [
    { ask: inConversation(`messages/${randomUUID()}`), answers: [], keys: [] },
  ],
  "GET /api/conversations/[id]/changes": [
    {
      ask: ({ conversationId }) => ({ path: `/api/conversations/${conversationId}/changes?after=0` }),
      answers: inside,
      keys: ofChanges,
    },
  ],
  "POST /api/conversations/[id]/changes": [
    {
      ask: ({ conversationId }) => ({
        path: `/api/conversations/${conversationId}/changes`,
        asked: { commands: [{ type: "message:send", id: randomUUID(), body: "Let me in" }] },
      }),
      answers: inside,
      keys: ofChanges,
    },
  ],
  "PATCH /api/conversations/[id]/messages/[messageId]": [
    { ask: inConversation(`messages/${randomUUID()}`, { body: "Ours" }), answers: [], keys: [] },
  ],
  "DELETE /api/conversations/[id]/messages/[messageId]": [
    { ask: inConversation(`messages/${randomUUID()}`), answers: [], keys: [] },
  ],
  "POST /api/conversations/[id]/messages/[messageId]/restore": [
    { ask: inConversation(`messages/${randomUUID()}/restore`, {}), answers: [], keys: [] },
  ],
  "PUT /api/conversations/[id]/messages/[messageId]/reactions/[emoji]": [
    { ask: inConversation(`messages/${randomUUID()}/reactions/👍`), answers: [], keys: [] },
  ],
  "DELETE /api/conversations/[id]/messages/[messageId]/reactions/[emoji]": [
    { ask: inConversation(`messages/${randomUUID()}/reactions/👍`), answers: [], keys: [] },
  ],
  "GET /api/businesses": [
    { ask: () => ({}), answers: roles, keys: ["businesses", "nextCursor", ...ofBusiness] },
  ],
  "GET /api/businesses/[slug]": [
    { ask: ({ slug }) => ({ path: `/api/businesses/${slug}` }), answers: roles, keys: ofProfile },
  ],
  "GET /api/businesses/[slug]/broadcasts": [
    {
      ...{ ask: inBusiness("broadcasts"), answers: roles },
      keys: ["posts", "nextCursor", "question", "answer", ...ofPost, ...ofAttachment],
    },
  ],
  "POST /api/businesses/[slug]/broadcasts": [
    {
      ask: (thing) => inBusiness("broadcasts", { id: randomUUID(), body: "Open until six" })(thing),
      answers: ["nora"],
      keys: ofPost,
    },
  ],
  // It is public that there is no such post.
  "GET /api/businesses/[slug]/broadcasts/[id]": [
    {
      ...{ ask: inBusiness(`broadcasts/${randomUUID()}`), answers: [], keys: [] },
      refuses: Object.fromEntries(roles.map((role) => [role, "not-found"])),
    },
  ],
  "PATCH /api/businesses/[slug]/broadcasts/[id]": [
    { ask: inBusiness(`broadcasts/${randomUUID()}`, { body: "Ours" }), answers: [], keys: [] },
  ],
  "DELETE /api/businesses/[slug]/broadcasts/[id]": [
    { ask: inBusiness(`broadcasts/${randomUUID()}`), answers: [], keys: [] },
  ],
  "GET /api/businesses/[slug]/planned-posts": [
    { ask: inBusiness("planned-posts"), answers: ["nora"], keys: ["posts", ...ofPlanned] },
  ],
  "POST /api/businesses/[slug]/planned-posts": [
    {
      ask: (thing) =>
        inBusiness("planned-posts", { id: randomUUID(), body: "Closed", publishAt: NEXT_YEAR })(thing),
      ...{ answers: ["nora"], keys: ofPlanned },
    },
  ],
  "DELETE /api/businesses/[slug]/planned-posts/[id]": [
    { ask: inBusiness(`planned-posts/${randomUUID()}`), answers: ["nora"], keys: [] },
  ],
  "GET /api/businesses/[slug]/webhooks": [
    {
      ...{ ask: inBusiness("webhooks"), answers: ["nora"], keys: ["webhooks", ...ofWebhook] },
      refuses: { sam: "forbidden" },
    },
  ],
  "POST /api/businesses/[slug]/webhooks": [
    {
      ask: inBusiness("webhooks", { url: "https://example.com/", types: ["message.created"] }),
      ...{ answers: ["nora"], keys: ofWebhook, refuses: { sam: "forbidden" } },
    },
  ],
  "PATCH /api/businesses/[slug]/webhooks/[id]": [
    {
      ask: inBusiness(`webhooks/${randomUUID()}`, { isEnabled: false }),
      ...{ answers: [], keys: [], refuses: { sam: "forbidden" } },
    },
  ],
  "DELETE /api/businesses/[slug]/webhooks/[id]": [
    {
      ask: inBusiness(`webhooks/${randomUUID()}`),
      ...{ answers: [], keys: [], refuses: { sam: "forbidden" } },
    },
  ],
  "POST /api/businesses/[slug]/webhooks/[id]/secret": [
    {
      ask: inBusiness(`webhooks/${randomUUID()}/secret`),
      ...{ answers: [], keys: [], refuses: { sam: "forbidden" } },
    },
  ],
  "GET /api/businesses/[slug]/follow": [
    { ask: inBusiness("follow"), answers: signedIn, keys: [...ofReading, "topics", "id", "name"] },
  ],
  "PUT /api/businesses/[slug]/follow": [
    { ask: inBusiness("follow", {}), answers: signedIn, keys: ofReading },
  ],
  "DELETE /api/businesses/[slug]/follow": [{ ask: inBusiness("follow"), answers: signedIn, keys: [] }],
  "GET /api/conversations/[id]/messages": [
    {
      ask: ({ conversationId }) => ({ path: `/api/conversations/${conversationId}/messages?fields=full` }),
      answers: inside,
      keys: ["messages", "hasMore", ...ofMessage],
    },
  ],
  "POST /api/conversations/[id]/messages": [
    {
      ask: ({ conversationId }) => ({
        path: `/api/conversations/${conversationId}/messages`,
        asked: { id: randomUUID(), body: "Let me in" },
      }),
      answers: inside,
      keys: ofMessage,
    },
  ],
  "POST /api/conversations/[id]/handover": [
    {
      ask: ({ conversationId }) => ({ path: `/api/conversations/${conversationId}/handover`, asked: {} }),
      ...{ answers: ["maya"], keys: [], refuses: { sam: "forbidden", nora: "forbidden" } },
    },
  ],
};

const aboutConversation = ({ conversationId }: Thing) => ({ asked: { conversationId } });
const ofResult = ["ok", "value"];
/** Whoever may look into the conversation finds no such message there. */
const aboutNoMessage: Door = {
  ask: ({ conversationId }) => ({ asked: { conversationId, messageId: randomUUID() } }),
  answers: [],
  keys: [],
};

/** Of the right form, and of no use. */
const device = () => ({
  id: randomUUID(),
  publicKey: { kty: "EC", crv: "P-256", x: "x".repeat(43), y: "y".repeat(43) },
});
const sealed = () => ({
  id: randomUUID(),
  ciphertext: "c2VhbGVk",
  envelopes: [{ deviceId: randomUUID(), sealedKey: "A".repeat(152) }],
  expiresInHours: 1,
});

const aboutNoWebhook = (more: object = {}): Door => ({
  ask: aboutBusiness({ id: randomUUID(), ...more }),
  ...{ answers: [], keys: [], refuses: { sam: "forbidden" } },
});

const aboutNoBot = (more: object = {}): Door => ({
  ask: aboutBusiness(more),
  ...{ answers: [], keys: [], refuses: { sam: "forbidden" } },
});

const ofWaitingPost = [
  ...["post", "id", "body", "attachments", "topicId", "isSilent", "state", "publishAt", "failure", "rev"],
  ...["asksToConfirm", "updatedAt"],
];

/** No post that waits: owners are told so, and all others nothing. */
const aboutNoPost = (more: object = {}): Door => ({
  ask: aboutBusiness({ id: randomUUID(), ...more }),
  ...{ answers: [], keys: [], refuses: { nora: "closed" } },
});

const aboutNoPublishedPost = (more: object = {}): Door => ({
  ask: aboutBusiness({ id: randomUUID(), ...more }),
  ...{ answers: [], keys: [] },
});

/** Maya's conversation is no group, and whoever may look into it is told so. */
const aboutNoGroup = (more: object = {}): Door => ({
  ask: ({ conversationId }) => ({ asked: { conversationId, id: randomUUID(), ...more } }),
  answers: [],
  keys: [],
});
const aboutNobody = { userId: randomUUID() };

export const actions: Record<string, Door> = {
  "app/groups/actions.ts#start": {
    ask: ({ slug }) => ({ asked: { business: slug, id: randomUUID(), title: "Tasting", locale: "en" } }),
    answers: signedIn,
    keys: [...ofResult, "conversationId", "notInvited", "isNew"],
  },
  "app/groups/actions.ts#addable": { ask: aboutConversation, answers: [], keys: [] },
  "app/groups/actions.ts#invitations": { ask: aboutConversation, answers: [], keys: [] },
  "app/groups/actions.ts#add": aboutNoGroup(aboutNobody),
  "app/groups/actions.ts#remove": aboutNoGroup(aboutNobody),
  "app/groups/actions.ts#rank": aboutNoGroup({ ...aboutNobody, rank: "host" }),
  "app/groups/actions.ts#rename": aboutNoGroup({ title: "Ours" }),
  "app/groups/actions.ts#leave": aboutNoGroup(),
  "app/groups/actions.ts#inviteEmail": aboutNoGroup({ email: "eve@example.com", locale: "en" }),
  "app/groups/actions.ts#inviteLink": aboutNoGroup(),
  "app/groups/actions.ts#revokeInvitation": aboutNoGroup(),
  "app/groups/actions.ts#acceptInvitation": {
    ask: ({ conversationId: token }) => ({ asked: { token } }),
    answers: [],
    keys: [],
  },
  "app/account/actions.ts#register": {
    ask: () => ({ asked: { name: "Eve", email: "no address", password: "short" } }),
    answers: [],
    keys: [],
    refusesAll: "bad-command",
  },
  ...Object.fromEntries(
    [
      ...["app/account/actions.ts#registerByForm", "app/account/actions.ts#signInByForm"],
      ...["app/plain/actions.ts#begin", "app/broadcasts/follow-actions.ts#followByForm"],
      "app/groups/actions.ts#acceptByForm",
      ...["confirmNewAddress", "askPassword", "setNewPassword"].map(
        (name) => `app/account/actions.ts#${name}`,
      ),
    ].map((name) => [name, takesForms]),
  ),
  "app/inbox/settings/retention/actions.ts#saveRetention": takesNothingLike({ messages: "30", shown: "0" }),
  "app/inbox/settings/retention/actions.ts#undoNext": takesNothingLike({ isMeant: "yes" }),
  "app/admin/failures/actions.ts#settleByForm": takesNothingLike({ kind: "mail", wish: "retry" }),
  "app/account/actions.ts#signOutByForm": takesNothingLike({ isMeant: "yes" }),
  "app/account/actions.ts#chooseLanguage": {
    ask: () => ({ asked: { locale: "../../etc" } }),
    answers: [],
    keys: [],
    refusesAll: "bad-command",
  },
  "app/account/actions.ts#tellTimeZone": {
    ask: () => ({ asked: { timeZone: "Europe/Lisbon", locale: "en" } }),
    answers: signedIn,
    keys: ofResult,
  },
  // It takes a form, which none of these is.
  "app/settings/actions.ts#choosePresence": takesNothingLike({ showsPresence: true }),
  "app/settings/actions.ts#saveNotifications": takesNothingLike({ isMailed: true }),
  "app/settings/actions.ts#makeToken": takesNothingLike({ name: "Bot", scopes: ["read"], days: 30 }),
  "app/settings/actions.ts#endToken": takesNothingLike({ id: randomUUID() }),
  ...Object.fromEntries(
    [
      ...["saveName", "saveTimeZone", "askAddress", "changeOwnPassword", "endOneSignIn", "endOthers"],
      ...["eraseAccount", "keepOwnAccount"],
    ].map((name) => [
      `app/settings/actions.ts#${name}`,
      takesNothingLike({ isMeant: "yes", id: randomUUID() }),
    ]),
  ),
  "app/settings/actions.ts#hushed": {
    ask: () => ({ asked: {} }),
    answers: signedIn,
    keys: [...ofResult, "quiet", "from", "until", "timeZone", "mentions", "none"],
  },
  "app/settings/actions.ts#subscribe": takesNothingLike({ endpoint: "http://127.0.0.1/" }),
  "app/settings/actions.ts#unsubscribe": {
    ask: () => ({ asked: { endpoint: "https://push.example.com/1" } }),
    answers: signedIn,
    keys: ofResult,
  },
  "app/settings/actions.ts#askForTest": {
    ask: () => ({ asked: { locale: "en" } }),
    answers: signedIn,
    keys: [...ofResult, "push", "mail"],
  },
  "app/broadcasts/follow-actions.ts#follow": {
    ask: ({ businessId }) => ({ asked: { businessId } }),
    answers: signedIn,
    keys: [...ofResult, ...ofReading],
  },
  "app/broadcasts/follow-actions.ts#read": {
    ask: ({ businessId }) => ({ asked: { businessId } }),
    answers: signedIn,
    keys: [...ofResult, ...ofReading, "topics", "id", "name", "email", "canPush"],
  },
  "app/broadcasts/follow-actions.ts#choose": {
    ask: ({ businessId }) => ({ asked: { businessId, topicIds: null, isPushed: false } }),
    answers: signedIn,
    keys: [...ofResult, ...ofReading],
  },
  // Its mails would go out for each of them.
  "app/broadcasts/follow-actions.ts#askForMails": takesNothingLike({ email: "nobody" }),
  "app/broadcasts/follow-actions.ts#stopMails": {
    ask: ({ businessId }) => ({ asked: { businessId } }),
    answers: signedIn,
    keys: [...ofResult, ...ofReading],
  },
  "app/broadcasts/follow-actions.ts#stop": {
    ask: ({ businessId }) => ({ asked: { businessId } }),
    answers: signedIn,
    keys: [...ofResult, "undo"],
  },
  ...Object.fromEntries(
    ["setLimit", "takeLimitBack", "turn"].map((name) => [
      `app/admin/limits/actions.ts#${name}`,
      takesNothingLike({ name: "figures", uses: "60" }),
    ]),
  ),
  // These take forms, of admins.
  ...Object.fromEntries(
    [
      ...["suspendUser", "restoreUser", "setAdmin", "endOne", "endAll", "suspendBusiness", "restoreBusiness"],
    ].map((name) => [`app/admin/actions.ts#${name}`, takesNothingLike({ userId: randomUUID() })]),
  ),
  // And these, of owners.
  ...Object.fromEntries(
    ["setRole", "removeMember", "addMember", "inviteMember", "revokeInvitation", "join"].map((name) => [
      `app/team/actions.ts#${name}`,
      takesNothingLike({ userId: randomUUID() }),
    ]),
  ),
  "app/chats/actions.ts#listChats": {
    ask: () => ({ asked: {} }),
    answers: signedIn,
    keys: [...ofResult, ...ofList],
  },
  "app/b/[business]/news/actions.ts#posts": {
    ask: aboutBusiness({}),
    answers: roles,
    keys: [...ofResult, ...ofPost, ...ofAttachment, "posts", "hasMore"],
  },
  "app/b/[business]/news/actions.ts#react": {
    ask: () => ({ asked: { postId: randomUUID(), emoji: "👍", on: true } }),
    answers: [],
    keys: [],
  },
  "app/b/[business]/news/actions.ts#ask": {
    ask: aboutBusiness({ postId: randomUUID(), id: randomUUID(), body: "When?", mayPublish: false }),
    ...{ answers: [], keys: [], refuses: { sam: "forbidden", nora: "forbidden" } },
  },
  "app/b/[business]/news/actions.ts#ownReactions": {
    ask: () => ({ asked: { postIds: [randomUUID()] } }),
    answers: signedIn,
    keys: ofResult,
  },
  "app/b/[business]/news/actions.ts#confirm": {
    ask: () => ({ asked: { postId: randomUUID(), rev: 1, isNamed: true } }),
    answers: [],
    keys: [],
  },
  "app/b/[business]/news/actions.ts#nameConfirmation": {
    ask: () => ({ asked: { postId: randomUUID(), isNamed: true } }),
    answers: [],
    keys: [],
  },
  "app/b/[business]/news/actions.ts#takeBackConfirmation": {
    ask: () => ({ asked: { postId: randomUUID() } }),
    answers: signedIn,
    keys: [...ofResult, "own"],
  },
  "app/b/[business]/news/actions.ts#ownConfirmations": {
    ask: () => ({ asked: { postIds: [randomUUID()] } }),
    answers: signedIn,
    keys: ofResult,
  },
  "app/b/[business]/news/actions.ts#corrections": {
    ask: aboutBusiness({}),
    answers: signedIn,
    keys: ofResult,
  },
  "app/b/[business]/news/actions.ts#settle": {
    ask: aboutBusiness({ seen: [{ postId: randomUUID(), rev: 1 }] }),
    answers: signedIn,
    keys: ofResult,
  },
  "app/b/[business]/news/actions.ts#seen": {
    ask: aboutBusiness({ readSeq: 1, readRev: 1 }),
    answers: signedIn,
    keys: [...ofResult, "isMarked"],
  },
  "app/inbox/actions.ts#aroundWithNotes": aboutNoMessage,
  "app/inbox/actions.ts#listInbox": {
    ask: ({ businessId }) => ({ asked: { businessId } }),
    answers: members,
    keys: [...ofResult, ...ofList, ...ofWork],
  },
  "app/inbox/actions.ts#setWork": {
    ask: ({ conversationId }) => ({ asked: { conversationIds: [conversationId], wish: { priority: 2 } } }),
    answers: members,
    keys: [...ofResult, "changed", "refused", "conversationId", "undo", "wish", "expected", "priority"],
  },
  "app/inbox/actions.ts#standing": {
    ask: aboutConversation,
    answers: members,
    keys: [
      ...[
        ...ofResult,
        ...ofWork,
        "rev",
        "lastSeq",
        "timeZone",
        "changedBy",
        "team",
        "userId",
        "name",
        "isHere",
      ],
      ...["id", "color", "businessId", "isOwner"],
    ],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#listTags": {
    ask: aboutBusiness({}),
    answers: members,
    keys: [...ofResult, ...ofTag, "tags"],
  },
  "app/inbox/actions.ts#newTag": {
    ask: aboutBusiness({ name: randomUUID().slice(0, 8), color: "moss" }),
    ...{ answers: ["nora"], keys: [...ofResult, ...ofTag], refuses: { sam: "forbidden" } },
  },
  "app/inbox/actions.ts#editTag": {
    ask: aboutBusiness({ id: randomUUID(), name: "Ours", color: "moss" }),
    ...{ answers: [], keys: [], refuses: { sam: "forbidden" } },
  },
  "app/inbox/actions.ts#removeTag": {
    ask: aboutBusiness({ id: randomUUID() }),
    ...{ answers: ["nora"], keys: ofResult, refuses: { sam: "forbidden" } },
  },
  "app/inbox/actions.ts#openingHours": {
    ask: aboutBusiness({ hours: null, holidays: [], timeZone: "UTC" }),
    ...{ answers: ["nora"], keys: ofResult, refuses: { sam: "forbidden" } },
  },
  "app/inbox/actions.ts#texts": {
    ask: aboutBusiness({ greeting: "", awayText: "" }),
    ...{ answers: ["nora"], keys: [...ofResult, "greeting", "awayText"], refuses: { sam: "forbidden" } },
  },
  "app/inbox/actions.ts#turns": {
    ask: aboutBusiness({ isInTurn: false }),
    ...{ answers: ["nora"], keys: ofResult, refuses: { sam: "forbidden" } },
  },
  "app/inbox/actions.ts#countViews": {
    ask: ({ businessId }) => ({ asked: { businessId, views: [{ status: "open", sort: "newest" }] } }),
    answers: members,
    keys: ofResult,
  },
  "app/inbox/actions.ts#desk": {
    ask: ({ businessId }) => ({ asked: { businessId } }),
    answers: members,
    keys: [...ofResult, ...ofTag, "tags", "team", "userId", "savedViews", "view", "status", "sort"],
  },
  "app/inbox/actions.ts#saveView": {
    ask: ({ businessId }) => ({
      asked: { businessId, id: randomUUID(), name: "Open", view: { status: "open", sort: "newest" } },
    }),
    answers: members,
    keys: [...ofResult, "id", "name", "view", "status", "sort"],
  },
  "app/inbox/actions.ts#removeView": {
    ask: ({ businessId }) => ({ asked: { businessId, id: randomUUID() } }),
    answers: members,
    keys: [...ofResult, "id"],
  },
  "app/inbox/actions.ts#customerOfConversation": {
    ask: aboutConversation,
    answers: members,
    keys: [
      ...[
        ...ofResult,
        "id",
        "name",
        "isGuest",
        "mailAddress",
        "firstContactAt",
        "messageCount",
        "isCountedUp",
      ],
      ...["team", "userId", "role", "timeZone", "groups", "title", "lastMessageAt"],
      ...["closings", "closedAt", "rating", "note", "text", "rev", "tags", "tagsOfBusiness", "color"],
      ...["block", "until", "reason", "by"],
    ],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#savedReplies": {
    ask: aboutConversation,
    answers: members,
    keys: [...ofResult, "replies", "id", "shortcut", "body", "business", "name", "slug", "isOwner"],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#keepReply": {
    ask: ({ businessId }) => ({
      asked: {
        businessId,
        id: randomUUID(),
        shortcut: `reply-${randomUUID().slice(0, 8)}`,
        body: "Until six",
      },
    }),
    answers: ["nora"],
    keys: [...ofResult, "id", "shortcut", "body"],
    refuses: { sam: "forbidden" },
  },
  "app/inbox/actions.ts#dropReply": {
    ask: ({ businessId }) => ({ asked: { businessId, id: randomUUID() } }),
    answers: ["nora"],
    keys: ofResult,
    refuses: { sam: "forbidden" },
  },
  "app/inbox/actions.ts#block": {
    ask: ({ conversationId }) => ({ asked: { conversationId, block: null } }),
    answers: members,
    keys: [...ofResult, "rev", "was", "until", "reason"],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#noteOfCustomer": {
    ask: ({ conversationId }) => ({ asked: { conversationId, text: "Oat milk", rev: 0 } }),
    answers: members,
    keys: [...ofResult, "text", "rev", "isSaved"],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#laterOf": {
    ask: aboutConversation,
    answers: members,
    keys: [...ofResult, "messages", "timeZone", "id", "body", "sendAt", "reason"],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#planLater": {
    ask: ({ conversationId }) => ({
      asked: { conversationId, id: randomUUID(), body: "Hi", sendAt: NEXT_YEAR, basedOnSeq: 1 },
    }),
    answers: members,
    keys: ofResult,
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#cancelLater": {
    ask: ({ conversationId }) => ({ asked: { conversationId, id: randomUUID() } }),
    ...{ answers: [], keys: [], refuses: { maya: "forbidden", sam: "conflict", nora: "conflict" } },
  },
  "app/inbox/actions.ts#draftOf": {
    ask: ({ conversationId }) => ({ asked: { conversationId, mode: "reply" } }),
    answers: members,
    keys: [...ofResult, ...ofDraft],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/actions.ts#tagOfCustomer": {
    ask: ({ conversationId }) => ({ asked: { conversationId, tagId: randomUUID(), on: false } }),
    answers: members,
    keys: [...ofResult, "tags"],
    refuses: { maya: "forbidden" },
  },
  "app/inbox/broadcasts/actions.ts#save": {
    ask: aboutBusiness({
      ...{ id: randomUUID(), rev: 0, body: "Beans", topicId: null },
      ...{ isSilent: false, asksToConfirm: false, attachmentIds: [] },
    }),
    ...{ answers: ["nora"], keys: [...ofResult, "isKept", ...ofWaitingPost] },
  },
  "app/inbox/broadcasts/actions.ts#plan": aboutNoPost({ rev: 1, publishAt: NEXT_YEAR }),
  "app/inbox/broadcasts/actions.ts#takeBack": aboutNoPost(),
  "app/inbox/broadcasts/actions.ts#drop": {
    ask: aboutBusiness({ id: randomUUID() }),
    ...{ answers: ["nora"], keys: ofResult },
  },
  "app/inbox/broadcasts/actions.ts#publish": aboutNoPost({ rev: 1 }),
  "app/inbox/broadcasts/actions.ts#test": {
    ask: aboutBusiness({ draftId: randomUUID() }),
    ...{ answers: [], keys: [] },
  },
  "app/inbox/broadcasts/actions.ts#audience": {
    ask: aboutBusiness({ topicId: null }),
    ...{ answers: ["nora"], keys: [...ofResult, "readers", "byMail", "byPush"] },
  },
  "app/inbox/broadcasts/actions.ts#answer": aboutNoPost({
    ...{ postId: randomUUID(), body: "At ten", questionIds: [randomUUID()] },
  }),
  "app/inbox/broadcasts/actions.ts#show": aboutNoPublishedPost({ questionId: null }),
  "app/inbox/broadcasts/actions.ts#edit": aboutNoPublishedPost({ body: "Ours" }),
  "app/inbox/broadcasts/actions.ts#remove": aboutNoPublishedPost(),
  "app/inbox/broadcasts/actions.ts#restore": aboutNoPublishedPost(),
  "app/inbox/broadcasts/actions.ts#confirmed": aboutNoPublishedPost({
    before: { id: randomUUID(), confirmedAt: NEXT_YEAR },
  }),
  "app/inbox/broadcasts/actions.ts#saveTopic": {
    ask: aboutBusiness({ id: randomUUID(), name: "Offers" }),
    ...{ answers: ["nora"], keys: [...ofResult, "id", "name"] },
  },
  "app/inbox/broadcasts/actions.ts#removeTopic": {
    ask: aboutBusiness({ id: randomUUID() }),
    ...{ answers: ["nora"], keys: ofResult },
  },
  "app/inbox/broadcasts/actions.ts#orderTopics": {
    ask: aboutBusiness({ ids: [] }),
    ...{ answers: ["nora"], keys: ofResult },
  },
  // These take forms, of owners.
  ...Object.fromEntries(
    ["saveProfile", "takeDown", "putBack"].map((name) => [
      `app/inbox/settings/profile/actions.ts#${name}`,
      takesNothingLike({ businessId: randomUUID() }),
    ]),
  ),
  "app/widget/actions.ts#change": {
    ask: aboutBusiness({ origins: [], color: "#1e5b4c", corner: "end" }),
    ...{
      answers: ["nora"],
      keys: [...ofResult, "origins", "color", "corner", "hasSecret"],
      refuses: { sam: "forbidden" },
    },
  },
  "app/widget/actions.ts#renewSecret": {
    ask: aboutBusiness({}),
    ...{ answers: ["nora"], keys: [...ofResult, "secret"], refuses: { sam: "forbidden" } },
  },
  // Whoever they are elsewhere, in a frame they come in anew.
  "app/embed/actions.ts#enter": {
    ask: () => ({ asked: { business: "harbor-coffee", name: "Eve" } }),
    answers: roles,
    keys: [...ofResult, "isNew"],
  },
  "app/embed/actions.ts#nameByToken": {
    ask: ({ slug }) => ({ asked: { business: slug, token: "none of theirs" } }),
    ...{ answers: [], keys: [], refuses: Object.fromEntries(roles.map((role) => [role, "unauthorized"])) },
  },
  "app/embed/actions.ts#leave": { ask: () => ({ asked: {} }), answers: roles, keys: ofResult },
  "app/webhooks/actions.ts#add": {
    ask: aboutBusiness({ url: "https://example.com/", types: ["message.created"] }),
    ...{ answers: ["nora"], keys: [...ofResult, ...ofWebhook, "isNew"], refuses: { sam: "forbidden" } },
  },
  "app/webhooks/actions.ts#change": aboutNoWebhook({
    url: "https://example.com/",
    types: ["message.created"],
  }),
  "app/webhooks/actions.ts#set": aboutNoWebhook({ wish: "enabled" }),
  "app/webhooks/actions.ts#rotate": aboutNoWebhook(),
  "app/webhooks/actions.ts#test": aboutNoWebhook(),
  "app/webhooks/actions.ts#sendAgain": aboutNoWebhook(),
  "app/webhooks/actions.ts#log": {
    ask: aboutBusiness({ id: randomUUID() }),
    ...{ answers: ["nora"], keys: [...ofResult, "deliveries", "hasMore"], refuses: { sam: "forbidden" } },
  },
  // One that is made would be asked by every test that follows.
  "app/bots/actions.ts#add": takesNothingLike({
    businessId: randomUUID(),
    name: "Bean",
    url: "http://x.example/",
  }),
  "app/bots/actions.ts#change": aboutNoBot({ name: "Bean", url: "https://example.com/" }),
  "app/bots/actions.ts#setOn": aboutNoBot({ isOn: true }),
  "app/bots/actions.ts#rotate": aboutNoBot(),
  "app/bots/actions.ts#makeToken": aboutNoBot(),
  "app/bots/actions.ts#endToken": aboutNoBot({ id: randomUUID() }),
  "app/search/actions.ts#searchMessages": {
    ask: ({ conversationId }) => ({ asked: { q: "coffee", conversationId } }),
    answers: inside,
    keys: [...ofResult, ...ofSearch],
  },
  "app/conversation/actions.ts#history": {
    ask: aboutConversation,
    answers: inside,
    keys: [...ofResult, ...ofHead],
  },
  "app/conversation/actions.ts#newer": {
    ask: ({ conversationId }) => ({ asked: { conversationId, afterSeq: 0 } }),
    answers: inside,
    keys: [...ofResult, ...ofHead],
  },
  "app/conversation/actions.ts#around": aboutNoMessage,
  "app/conversation/actions.ts#head": {
    ask: aboutConversation,
    answers: inside,
    keys: [...ofResult, ...ofHead],
  },
  "app/conversation/actions.ts#wholeBody": aboutNoMessage,
  "app/conversation/actions.ts#revisions": aboutNoMessage,
  "app/conversation/actions.ts#remove": aboutNoMessage,
  "app/conversation/actions.ts#restore": aboutNoMessage,
  "app/conversation/actions.ts#preview": aboutNoMessage,
  "app/conversation/actions.ts#removePreview": aboutNoMessage,
  "app/conversation/actions.ts#callServers": {
    ask: aboutConversation,
    answers: inside,
    keys: [...ofResult, "iceServers"],
  },
  "app/conversation/actions.ts#level": {
    ask: aboutConversation,
    answers: inside,
    keys: [...ofResult, "level"],
  },
  "app/conversation/actions.ts#setLevel": {
    ask: ({ conversationId }) => ({ asked: { conversationId, level: null } }),
    answers: inside,
    keys: ofResult,
  },
  "app/conversation/actions.ts#join": {
    ask: aboutConversation,
    answers: members,
    keys: ofResult,
    refuses: { maya: "forbidden" },
  },
  "app/secrets/actions.ts#publish": {
    ask: () => ({ asked: device() }),
    answers: signedIn,
    keys: ofResult,
  },
  "app/secrets/actions.ts#devices": {
    ask: aboutConversation,
    answers: inside,
    keys: [...ofResult, "devices", "id", "publicKey", "kty", "crv", "x", "y"],
  },
  "app/secrets/actions.ts#keep": {
    ask: ({ conversationId }) => ({ asked: { conversationId, ...sealed() } }),
    answers: inside,
    keys: [...ofResult, "side", "expiresAt"],
  },
  "app/secrets/actions.ts#open": {
    ask: ({ conversationId }) => ({
      asked: { conversationId, messageId: randomUUID(), deviceId: randomUUID() },
    }),
    answers: [],
    keys: [],
  },
  "app/conversation/actions.ts#threadHistory": {
    ask: ({ conversationId }) => ({ asked: { conversationId, threadId: randomUUID() } }),
    answers: [],
    keys: [],
  },
  "app/conversation/actions.ts#threadRoots": {
    ask: aboutConversation,
    answers: inside,
    keys: [...ofResult, ...ofMessage, "messages"],
  },
  "app/conversation/actions.ts#startConversation": {
    ask: ({ slug }) => ({ asked: { business: slug } }),
    answers: signedIn.filter((role) => !members.includes(role)),
    keys: [...ofResult, ...ofHead, "conversationId", "head"],
    refuses: { sam: "forbidden", nora: "forbidden" },
  },
};

/** Pages that show a thing, and the others. */
export const pages: Record<
  string,
  | {
      path: (thing: Thing) => string;
      answers: Role[];
      /** Words of the page alone, where what stands beside it is for others, too. */
      shows?: string;
    }
  | "public"
  | "own"
  | "in development"
> = {
  "/styleguide": "in development",
  "/": "public",
  "/sign-in": "public",
  "/api-reference": "public",
  "/register": "public",
  "/b/[business]": { path: ({ slug }) => `/b/${slug}`, answers: roles },
  "/embed/[business]": { path: ({ slug }) => `/embed/${slug}`, answers: roles },
  "/b/[business]/news": { path: ({ slug }) => `/b/${slug}/news`, answers: roles },
  // What is there, and what is not, is asked in `news.spec.ts`.
  "/b/[business]/news/[post]": "public",
  // What there is to one's own chat, and whom one follows, shows its reader alone.
  "/b/[business]/chat": "own",
  "/b/[business]/follow": { path: ({ slug }) => `/b/${slug}/follow`, answers: roles },
  "/plain": "own",
  "/plain/[conversation]": { path: ({ conversationId }) => `/plain/${conversationId}`, answers: ["maya"] },
  "/sign-out": "own",
  "/admin": { path: () => "/admin", answers: ["admin"] },
  "/admin/businesses": { path: () => "/admin/businesses", answers: ["admin"] },
  "/admin/businesses/[id]": {
    path: ({ businessId }) => `/admin/businesses/${businessId}`,
    answers: ["admin"],
  },
  "/admin/users": { path: () => "/admin/users", answers: ["admin"] },
  "/admin/users/[id]": { path: ({ customerId }) => `/admin/users/${customerId}`, answers: ["admin"] },
  "/admin/operations": { path: () => "/admin/operations", answers: ["admin"] },
  "/admin/limits": { path: () => "/admin/limits", answers: ["admin"] },
  "/admin/failures": { path: () => "/admin/failures", answers: ["admin"] },
  "/admin/mails": { path: () => "/admin/mails", answers: ["admin"] },
  "/chats": "own",
  "/chats/[conversation]": { path: ({ conversationId }) => `/chats/${conversationId}`, answers: ["maya"] },
  // Its address is the key; what it shows, and to whom, is asked in `groups.spec.ts`.
  "/invitations/[token]": "public",
  "/unsubscribe/[token]": "public",
  "/post-mails/[token]": "public",
  "/settings": "own",
  "/settings/profile": "own",
  "/settings/security": "own",
  "/settings/data": "own",
  "/forgotten": "public",
  // Their address is the key: what they show is asked in `own-account.spec.ts`.
  "/forgotten/[token]": "public",
  "/new-address/[token]": "public",
  // It leads to the business where that is open; what else it says is asked in `admin.spec.ts`.
  "/not-available/[business]": "public",
  "/admin/audit": { path: () => "/admin/audit", answers: ["admin"], shows: "Who did what" },
  "/inbox": "own",
  "/inbox/broadcasts": {
    path: ({ slug }) => `/inbox/broadcasts?business=${slug}`,
    answers: ["nora"],
    shows: "Topics",
  },
  "/inbox/broadcasts/[post]": {
    path: ({ slug }) => `/inbox/broadcasts/${randomUUID()}?business=${slug}`,
    answers: ["nora"],
    shows: "What you write shows here as your readers will see it.",
  },
  "/inbox/figures": {
    path: ({ slug }) => `/inbox/figures?business=${slug}`,
    answers: ["nora"],
    shows: "By the hour of the day",
  },
  // For owners: who else asks is asked in `replies.spec.ts`.
  "/inbox/settings": "own",
  "/inbox/settings/audit": {
    path: ({ slug }) => `/inbox/settings/audit?business=${slug}`,
    answers: ["nora"],
    shows: "Who did what",
  },
  "/inbox/settings/team": {
    path: ({ slug }) => `/inbox/settings/team?business=${slug}`,
    answers: ["nora"],
    shows: "Send the invitation",
  },
  "/inbox/settings/profile": {
    path: ({ slug }) => `/inbox/settings/profile?business=${slug}`,
    answers: ["nora"],
    shows: "so that no link that anybody has leads nowhere",
  },
  "/inbox/settings/retention": {
    path: ({ slug }) => `/inbox/settings/retention?business=${slug}&messages=30&archive=never`,
    answers: ["nora"],
    shows: "What would go now",
  },
  "/inbox/settings/webhooks": {
    path: ({ slug }) => `/inbox/settings/webhooks?business=${slug}`,
    answers: ["nora"],
    shows: "Add a webhook",
  },
  "/inbox/settings/bot": {
    path: ({ slug }) => `/inbox/settings/bot?business=${slug}`,
    answers: ["nora"],
    shows: "Add a bot",
  },
  "/inbox/[conversation]": { path: ({ conversationId }) => `/inbox/${conversationId}`, answers: members },
};

const METHOD = /export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g;

/** Every method of every route there is, but for next-auth's own, which has tests of its own. */
export function routesFound(): string[] {
  return filesNamed("route.ts")
    .filter((file) => !file.includes("[...nextauth]"))
    .flatMap((file) =>
      [...fs.readFileSync(file, "utf8").matchAll(METHOD)].map(([, method]) => `${method} ${addressOf(file)}`),
    );
}

export function actionsFound(): string[] {
  return filesNamed(/\.tsx?$/)
    .filter((file) => /^\s*["']use server["']/m.test(fs.readFileSync(file, "utf8")))
    .flatMap((file) =>
      [...fs.readFileSync(file, "utf8").matchAll(/^export (?:const|async function) (\w+)/gm)].map(
        ([, name]) => `${file}#${name}`,
      ),
    );
}

export function pagesFound(): string[] {
  return filesNamed("page.tsx").map(addressOf);
}

function filesNamed(name: string | RegExp): string[] {
  return fs
    .readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((file) => path.posix.join("app", file.replaceAll(path.sep, "/")))
    .filter((file) => (typeof name === "string" ? path.basename(file) === name : name.test(file)));
}

function addressOf(file: string): string {
  const folder = path.dirname(file).replace(/^app/, "");
  // A folder in brackets holds pages together and is no part of their address.
  return folder.replace(/\/\([^/]+\)/g, "") || "/";
}
