import { z } from "zod/mini";
import { conversationList } from "@/lib/protocol/list";
import { message } from "@/lib/protocol/message";
import { thread } from "@/lib/protocol/thread";
import { visitAnswer } from "@/lib/protocol/visit";
import { handConversationOver } from "../bots/handover";
import { readChanges } from "../conversation/changes";
import {
  changeConversation,
  dismissConversation,
  readConversation,
  readParticipants,
} from "../conversation/conversation";
import { readConversations } from "../conversation/list";
import { editMessage, reactToMessage, readMessage, readMessages } from "../conversation/messages";
import { postMessage, removeMessage, restoreMessage } from "../conversation/post";
import { markReceipt, tellTyping } from "../conversation/signs";
import { start } from "../conversation/start";
import { createThread, readThreadMessages, readThreads } from "../conversation/threads";
import { addParticipant, invite, rankParticipant, removeParticipant } from "../groups/participants";
import { startGroup } from "../groups/start";
import { search } from "../search/search";
import * as answers from "./answers";
import type { Descriptions } from "./described";

const path = { id: "conversationId" };
const { locale, ...ofGroup } = startGroup.input.shape;
/** The route fills the language in. */
const group = z.strictObject({ ...ofGroup, locale: z.optional(locale) });

const opened = z.union([answers.conversationId, answers.groupMade]);

const ofParticipants: Descriptions = {
  "GET /api/conversations/[id]/participants": {
    ...{ part: "Conversations", name: "listParticipants", path, about: "Who takes part." },
    ...{ input: readParticipants.input, answers: { 200: answers.participants } },
  },
  "POST /api/conversations/[id]/participants": {
    ...{ part: "Conversations", name: "addParticipant", path },
    about: "Adds somebody to a group; without `userId` a member of the business takes part themselves.",
    ...{ input: addParticipant.input, answers: { 200: answers.participants } },
  },
  "DELETE /api/conversations/[id]/participants": {
    ...{ part: "Conversations", name: "removeParticipant", path, rest: "query" },
    about: "Shows somebody out of a group; without `userId` the caller leaves it.",
    ...{ input: removeParticipant.input, answers: { 200: answers.nothingToSay } },
  },
  "PATCH /api/conversations/[id]/participants/[userId]": {
    ...{ part: "Conversations", name: "rankParticipant", path },
    about: "By its host or its business: whether somebody of a group is a `host` or a `member`.",
    ...{ input: rankParticipant.input, answers: { 200: answers.participants } },
  },
  "POST /api/conversations/[id]/invite": {
    ...{ part: "Conversations", name: "invite", path },
    about:
      "An invitation into a group: by mail for one address, else a link that many may use. Once for each `id`.",
    ...{ input: invite.input, answers: { 200: answers.invitation, 201: answers.invitation } },
  },
};

const ofMessages: Descriptions = {
  "GET /api/conversations/[id]/messages/[messageId]": {
    ...{ part: "Conversations", name: "getMessage", path, about: "One message, its body whole." },
    ...{ input: readMessage.input, answers: { 200: message } },
  },
  "PATCH /api/conversations/[id]/messages/[messageId]": {
    ...{
      part: "Conversations",
      name: "editMessage",
      path,
      about: "Gives a message of one's own other words.",
    },
    ...{ input: editMessage.input, answers: { 200: message } },
  },
  "DELETE /api/conversations/[id]/messages/[messageId]": {
    ...{ part: "Conversations", name: "deleteMessage", path, rest: "query" },
    about: "Leaves a tombstone: of one's own message, or as a member of the business of anybody's.",
    ...{ input: removeMessage.input, answers: { 200: message } },
  },
  "POST /api/conversations/[id]/messages/[messageId]/restore": {
    ...{ part: "Conversations", name: "restoreMessage", path, rest: "query" },
    about: "Takes a deletion of the caller's back, within 15 s.",
    ...{ input: restoreMessage.input, answers: { 200: message } },
  },
  "PUT /api/conversations/[id]/messages/[messageId]/reactions/[emoji]": {
    ...{ part: "Conversations", name: "react", path, rest: "query", about: "Puts an emoji on a message." },
    ...{ input: z.omit(reactToMessage.input, { on: true }), answers: { 200: message } },
  },
  "DELETE /api/conversations/[id]/messages/[messageId]/reactions/[emoji]": {
    ...{ part: "Conversations", name: "takeReactionBack", path, rest: "query" },
    about: "Takes an emoji of the caller's away.",
    ...{ input: z.omit(reactToMessage.input, { on: true }), answers: { 200: message } },
  },
  "GET /api/conversations/[id]/threads": {
    ...{ part: "Conversations", name: "listThreads", path },
    about: "All threads, that of the latest answer first, with how much of each the caller has read.",
    ...{ input: readThreads.input, answers: { 200: answers.threads } },
  },
  "POST /api/conversations/[id]/threads": {
    ...{ part: "Conversations", name: "openThread", path },
    about: "The thread that grows from a message: opened (201), or the one that is there (200).",
    ...{ input: createThread.input, answers: { 200: thread, 201: thread } },
  },
  "GET /api/conversations/[id]/threads/[threadId]": {
    ...{ part: "Conversations", name: "listThreadMessages", path },
    about: "The last messages of a thread, or those before a place in it, and the message it grows from.",
    ...{ input: readThreadMessages.input, answers: { 200: answers.threadPage } },
  },
  "POST /api/conversations/[id]/threads/[threadId]": {
    ...{ part: "Conversations", name: "sendInThread", path, about: "Says something in a thread." },
    ...{ input: postMessage.input, answers: { 200: message, 201: message } },
  },
  "POST /api/conversations/[id]/receipts": {
    ...{ part: "Conversations", name: "markReceipt", path },
    about: "Up to which places messages have reached the caller, and been read. Both only grow.",
    ...{ input: markReceipt.input, answers: { 200: answers.nothingToSay } },
  },
  "POST /api/conversations/[id]/typing": {
    ...{
      part: "Conversations",
      name: "tellTyping",
      path,
      about: "That the caller types, or does not any more.",
    },
    ...{ input: tellTyping.input, answers: { 200: answers.nothingToSay } },
  },
};

export const ofConversations: Descriptions = {
  "GET /api/conversations": {
    ...{ part: "Conversations", name: "listConversations" },
    about:
      "The caller's conversations as a customer, and their groups; with `businessId` what the inbox of a business shows its members.",
    ...{ input: readConversations.input, answers: { 200: conversationList } },
  },
  "POST /api/conversations": {
    ...{ part: "Conversations", name: "openConversation" },
    about:
      "The caller's open conversation with a business: made (201) or found (200). With a `title`, a group, made once for each `id`.",
    input: z.union([start.input, group]),
    answers: { 200: opened, 201: opened },
  },
  "GET /api/conversations/[id]": {
    ...{ part: "Conversations", name: "getConversation", path },
    about: "A conversation with who takes part in it, also one that nobody has written in.",
    ...{ input: readConversation.input, answers: { 200: answers.conversation } },
  },
  "PUT /api/conversations/[id]": {
    ...{ part: "Conversations", name: "changeConversation", path },
    about:
      "What is named shall be so, and the rest stays: what a group is called, and for members of the business how it stands as work.",
    ...{ input: changeConversation.input, answers: { 200: answers.conversation } },
  },
  "DELETE /api/conversations/[id]": {
    ...{ part: "Conversations", name: "dismissConversation", path, rest: "query" },
    about: "A member of the business puts it into the archive; a customer leaves a group. Nothing is erased.",
    ...{ input: dismissConversation.input, answers: { 200: answers.nothingToSay } },
  },
  "GET /api/conversations/[id]/messages": {
    ...{ part: "Conversations", name: "listMessages", path },
    about:
      "Messages in the order of their places: the last ones, those before a place, or the first ones after it.",
    ...{ input: readMessages.input, answers: { 200: answers.messagePage } },
  },
  "POST /api/conversations/[id]/messages": {
    ...{ part: "Conversations", name: "sendMessage", path },
    about:
      "Says something. `id` is a UUID of the caller's: sent again, the answer is the first message (200), and nobody is told twice.",
    ...{ input: postMessage.input, answers: { 200: message, 201: message } },
  },
  "GET /api/conversations/[id]/changes": {
    ...{ part: "Conversations", name: "listChanges", path, limit: "changes" },
    about:
      "What changed after a version (`after`), as over a socket that resumes; with `wait`, it waits so many seconds for something to happen.",
    input: z.omit(readChanges.input, { commands: true }),
    answers: { 200: visitAnswer },
  },
  "POST /api/conversations/[id]/changes": {
    ...{ part: "Conversations", name: "sendCommands", path, limit: "changes" },
    about: "Says something as over a socket; what comes of each command is among the changes.",
    ...{ input: z.omit(readChanges.input, { wait: true }), query: ["after"] },
    answers: { 200: visitAnswer },
  },
  "POST /api/conversations/[id]/handover": {
    ...{ part: "Conversations", name: "handOver", path },
    about: "By the customer or the bot of a conversation: a person of the business shall go on.",
    ...{
      input: z.pick(handConversationOver.input, { conversationId: true }),
      answers: { 200: answers.nothingToSay },
    },
  },
  ...ofParticipants,
  ...ofMessages,
  "GET /api/search": {
    ...{ part: "Conversations", name: "search", limit: "search" },
    about: "Messages that say something, where the caller may read them; the newest first.",
    ...{ input: search.input, answers: { 200: answers.searchPage } },
  },
};
