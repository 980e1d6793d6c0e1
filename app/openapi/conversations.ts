import { z } from "zod/mini";
import { message } from "@/lib/protocol/message";
import { visitAnswer } from "@/lib/protocol/visit";
import { handConversationOver } from "../bots/handover";
import { readChanges } from "../conversation/changes";
import { readMessages } from "../conversation/messages";
import { postMessage } from "../conversation/post";
import { start } from "../conversation/start";
import { search } from "../search/search";
import * as answers from "./answers";
import type { Descriptions } from "./described";

const path = { id: "conversationId" };

export const ofConversations: Descriptions = {
  "POST /api/conversations": {
    ...{ part: "Conversations", name: "openConversation" },
    about: "The caller's open conversation with a business: made (201) or found (200).",
    ...{ input: start.input, answers: { 200: answers.conversationId, 201: answers.conversationId } },
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
  "GET /api/search": {
    ...{ part: "Conversations", name: "search", limit: "search" },
    about: "Messages that say something, where the caller may read them; the newest first.",
    ...{ input: search.input, answers: { 200: answers.searchPage } },
  },
};
