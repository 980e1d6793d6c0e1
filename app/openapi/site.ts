import { z } from "zod/mini";
import { attachment } from "@/lib/protocol/message";
import { issuedTicket, relayRequest, ticketRequest } from "@/lib/protocol/ticket";
import { addressOfFile, openFile } from "../attachments/read";
import { upload } from "../attachments/upload";
import { wishPostMails } from "../broadcasts/mails";
import { saveDraft } from "../inbox/drafts";
import { readThrough } from "../inbox/reading";
import { posted } from "../mail/inbound";
import { wishMails } from "../notifications/stop";
import { subscribe } from "../notifications/subscribe";
import * as answers from "./answers";
import type { Descriptions } from "./described";

export const ofFiles: Descriptions = {
  "POST /api/attachments": {
    ...{ part: "Files", name: "upload", limit: "upload", rest: "query, and a file" },
    about:
      "Takes a file of at most 25 MB for a message that is yet to be sent; sent again with its `id`, nothing is kept twice.",
    ...{ input: upload.input, answers: { 200: attachment, 201: attachment } },
  },
  "GET /api/attachments/[id]": {
    ...{ part: "Files", name: "download", limit: "file" },
    about: "Leads to an address that holds for ten minutes and needs no token.",
    ...{ input: addressOfFile.input, answers: { 302: "redirect" } },
  },
  "GET /api/files/[token]": {
    ...{ part: "Files", name: "file", by: "nobody", limit: "piece" },
    about: "A file, for whoever has its address.",
    ...{ input: openFile.input, answers: { 200: "file", 206: "file", 416: "nothing" } },
  },
};

export const ofRooms: Descriptions = {
  "POST /api/tickets": {
    ...{ part: "Rooms", name: "ticket", limit: "ticket", by: "anybody" },
    about:
      "The right to open one room within a minute: a conversation, the inbox of a business, one's own feed, or, for anybody, what a business tells everybody.",
    ...{ input: z.union([ticketRequest, relayRequest]), answers: { 200: issuedTicket } },
  },
};

export const ofSite: Descriptions = {
  "POST /api/push": {
    ...{ part: "Site", name: "subscribe", about: "Has a browser told of what its owner has not read." },
    ...{ input: subscribe.input, answers: { 200: answers.nothingToSay } },
  },
  "POST /api/drafts": {
    ...{ part: "Site", name: "saveDraft", limit: "draft" },
    about: "Keeps what a member of a business began to write, for their other devices.",
    ...{ input: saveDraft.input, answers: { 200: answers.draftKept } },
  },
  "POST /api/read": {
    ...{ part: "Site", name: "markRead", limit: "action" },
    about: "That a member of a business has read conversations, each as far as they saw it go.",
    ...{ input: readThrough.input, answers: { 200: answers.readRefused } },
  },
  "POST /api/unsubscribe/[token]": {
    ...{ part: "Site", name: "stopMails", by: "nobody", rest: "form" },
    about: "Asked by mail programs: no more mails of what was not read.",
    ...{ input: wishMails.input, answers: { 200: answers.mailsWished, 303: "redirect" } },
  },
  "POST /api/post-mails/[token]": {
    ...{ part: "Site", name: "stopPostMails", by: "nobody", rest: "form" },
    about: "Asked by mail programs: no more mails of what one business tells everybody.",
    ...{ input: wishPostMails.input, answers: { 200: answers.mailsWished, 303: "redirect" } },
  },
  "POST /api/mail/inbound": {
    ...{ part: "Site", name: "mailInbound", by: "programs" },
    about:
      "Where a provider hands in mails, as Postmark does; or a mail server, the mail as it is (message/rfc822).",
    ...{ input: posted, answers: { 200: answers.mailTaken } },
  },
  "GET /api/cron/due": {
    ...{ part: "Site", name: "doWhatIsDue", by: "programs" },
    about: "For the schedule of a platform: does what is due.",
    answers: { 200: answers.done },
  },
  "GET /api/metrics": {
    ...{ part: "Site", name: "metrics", by: "programs" },
    about: "For Prometheus: how site and rooms stand, in its text format.",
    answers: { 200: "file" },
  },
  "GET /api/openapi.json": {
    ...{
      part: "Site",
      name: "openApi",
      limit: null,
      by: "nobody",
      about: "This document.",
      answers: { 200: z.looseObject({}) },
    },
  },
};
