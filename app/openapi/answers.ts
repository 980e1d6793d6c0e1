import { z } from "zod/mini";
import { memberRoles, roles } from "@/lib/permissions";
import { presence } from "@/lib/presence";
import { event, member } from "@/lib/protocol/event";
import { summary } from "@/lib/protocol/feed";
import { conversationList, listedConversation } from "@/lib/protocol/list";
import { attachment, message, reaction } from "@/lib/protocol/message";
import { post } from "@/lib/protocol/post";
import { thread } from "@/lib/protocol/thread";
import { issuedTicket } from "@/lib/protocol/ticket";
import { visitAnswer } from "@/lib/protocol/visit";
import { type RefusalCode, refusals } from "@/lib/refusal";

/** What stands in the document under a name, so that generated programs have a type of that name. */
export const named = z.registry<{ id: string }>();

function called<Schema extends z.ZodMiniType>(id: string, schema: Schema): Schema {
  named.add(schema, { id });
  return schema;
}

called("Message", message);
called("Reaction", reaction);
called("Attachment", attachment);
called("Thread", thread);
called("ConversationSummary", summary);
called("ListedConversation", listedConversation);
called("ConversationList", conversationList);
called("Presence", presence);
called("Ticket", issuedTicket);
called("Post", post);
called("Event", event);
called("Changes", visitAnswer);

const codes = Object.keys(refusals) as [RefusalCode, ...RefusalCode[]];

/** Every "no" there is. */
export const problem = called(
  "Problem",
  z.object({
    error: z.object({
      code: z.enum(codes),
      message: z.string(),
      requestId: z.string(),
      unseen: z.optional(z.array(message)),
    }),
  }),
);

export const person = called(
  "Person",
  z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.nullable(z.string()),
    role: z.enum(["user", "admin"]),
    businesses: z.array(
      z.object({ id: z.uuid(), slug: z.string(), name: z.string(), role: z.enum(memberRoles) }),
    ),
  }),
);

const tokens = { accessToken: z.string(), refreshToken: z.string(), expiresIn: z.int() };
export const nextTokens = called("Tokens", z.object(tokens));
export const signedIn = called("SignedIn", z.object({ ...tokens, user: person }));

export const nothingToSay = z.object({});
export const conversationId = called("ConversationId", z.object({ id: z.uuid() }));
export const messagePage = called(
  "MessagePage",
  z.object({ messages: z.array(message), hasMore: z.boolean() }),
);

export const groupMade = called("GroupMade", z.object({ id: z.uuid(), notInvited: z.array(z.string()) }));
called("Member", member);
export const conversation = called(
  "Conversation",
  z.object({
    ...listedConversation.shape,
    lastMessage: z.nullable(summary.shape.lastMessage),
    role: z.enum(roles),
    participants: z.array(member),
  }),
);
export const participants = z.object({ participants: z.array(member) });
export const invitation = z.object({ id: z.uuid(), url: z.string(), isSent: z.boolean() });
export const threads = z.object({ threads: z.array(z.object({ ...thread.shape, read: z.int() })) });
export const threadPage = z.object({ messages: z.array(message), hasMore: z.boolean(), root: message });

const at = z.nullable(z.iso.datetime());
export const searchPage = called(
  "SearchPage",
  z.object({
    named: z.array(summary),
    hits: z.array(
      z.object({
        message: z.object({
          ...{ id: z.uuid(), conversationId: z.uuid(), threadId: z.nullable(z.uuid()), seq: z.int() },
          ...{ senderId: z.nullable(z.uuid()), senderRole: message.shape.senderRole, senderName: z.string() },
          createdAt: z.iso.datetime(),
        }),
        conversation: z.object({ ...summary.shape, role: z.enum(roles) }),
        isNote: z.optional(z.literal(true)),
        snippet: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
      }),
    ),
    nextCursor: z.nullable(z.string()),
    searchedTo: at,
  }),
);

export const mailsWished = z.object({ mails: z.enum(["on", "off"]) });
export const draftKept = z.object({ isKept: z.boolean(), body: z.string(), rev: z.int() });
export const readRefused = z.object({
  refused: z.array(z.object({ conversationId: z.uuid(), code: z.enum(codes) })),
});
export const mailTaken = z.union([z.object({ stored: z.boolean() }), z.object({ refused: z.enum(codes) })]);
export const done = z.object({ status: z.literal("ok") });
