import { randomUUID } from "node:crypto";
import { endApiToken, makeApiToken } from "@/app/account/api-tokens";
import { changePassword } from "@/app/account/change-password";
import { askForAddress } from "@/app/account/email";
import { askToErase, keepAccount } from "@/app/account/erase";
import { exportData } from "@/app/account/export";
import { changeName } from "@/app/account/profile";
import { endOtherSignIns, endSignIn } from "@/app/account/sign-ins";
import { signOutPlainly } from "@/app/account/sign-out-plainly";
import { chooseTimeZone, rememberTimeZone } from "@/app/account/time-zone";
import { settle } from "@/app/admin/failures/settle";
import { addressOfFile } from "@/app/attachments/read";
import { upload } from "@/app/attachments/upload";
import { exportAudit, exportAuditOfBusiness } from "@/app/audit/export";
import { readAudit, readAuditOfBusiness } from "@/app/audit/read";
import * as bots from "@/app/bots/bots";
import { handConversationOver } from "@/app/bots/handover";
import {
  confirmPost,
  nameConfirmation,
  readConfirmations,
  readConfirmed,
  readOwnConfirmations,
  takeBackConfirmation,
} from "@/app/broadcasts/confirm";
import { readCorrections, settleOwnCorrections } from "@/app/broadcasts/corrections";
import { dropPost, planPost, savePost, takeBackPost } from "@/app/broadcasts/drafts";
import { followBusiness, readReading, setReading, stopFollowing } from "@/app/broadcasts/follow";
import { askForPostMails, stopPostMails } from "@/app/broadcasts/mails";
import { deletePost, editPost, publishPost, restorePost } from "@/app/broadcasts/publish";
import { answerQuestions, askAboutPost, readQuestions, showAnswer } from "@/app/broadcasts/questions";
import { readAudience, readPublished, readReach } from "@/app/broadcasts/reach";
import { reactToPost, readOwnReactions } from "@/app/broadcasts/react";
import { markPostsRead } from "@/app/broadcasts/reading";
import { testPost } from "@/app/broadcasts/test";
import { orderTopics, removeTopic, saveTopic } from "@/app/broadcasts/topics";
import { deleteBroadcast, editBroadcast, publishBroadcast } from "@/app/businesses/broadcasts";
import { follow, readFollowing, unfollow } from "@/app/businesses/following";
import { changeLogo, putLogoBack, takeLogoDown } from "@/app/businesses/logo";
import { cancelBroadcast, planBroadcast, readPlanned } from "@/app/businesses/planned";
import { changeProfile } from "@/app/businesses/profile";
import {
  createWebhook,
  readWebhooks,
  removeWebhook,
  renewSecret,
  updateWebhook,
} from "@/app/businesses/webhooks";
import { readChats } from "@/app/chats/list";
import { readCallServers } from "@/app/conversation/call";
import { readChanges } from "@/app/conversation/changes";
import {
  changeConversation,
  dismissConversation,
  readConversation,
  readParticipants,
} from "@/app/conversation/conversation";
import {
  readAround,
  readHead,
  readHistory,
  readNewer,
  readRevisions,
  readWholeBody,
} from "@/app/conversation/history";
import { readConversations } from "@/app/conversation/list";
import { editMessage, reactToMessage, readMessage, readMessages } from "@/app/conversation/messages";
import { joinAsMember, postMessage, removeMessage, restoreMessage } from "@/app/conversation/post";
import { makePreview, takePreviewAway } from "@/app/conversation/preview";
import { markReceipt, tellTyping } from "@/app/conversation/signs";
import { begin, start } from "@/app/conversation/start";
import {
  createThread,
  readThread,
  readThreadMessages,
  readThreadRoots,
  readThreads,
} from "@/app/conversation/threads";
import { giveTicket } from "@/app/conversation/tickets";
import { accept } from "@/app/groups/accept";
import { inviteByEmail, inviteByLink, readInvitations, revoke } from "@/app/groups/invitations";
import {
  addMember,
  leaveGroup,
  rankMember,
  readAddable,
  removeMember,
  renameGroup,
} from "@/app/groups/members";
import { addParticipant, invite, rankParticipant, removeParticipant } from "@/app/groups/participants";
import { startGroup } from "@/app/groups/start";
import { blockCustomer } from "@/app/inbox/blocks";
import { readCustomer, saveCustomerNote, setCustomerTag } from "@/app/inbox/customer";
import { readDesk } from "@/app/inbox/desk";
import { readDraft, saveDraft } from "@/app/inbox/drafts";
import { exportFigures, readFigures } from "@/app/inbox/figures/read";
import { keepFromSending, readLater, sendLater } from "@/app/inbox/later";
import { countInbox, readInbox } from "@/app/inbox/list";
import { readAroundWithNotes } from "@/app/inbox/notes";
import { readThrough } from "@/app/inbox/reading";
import { setHours, setTexts } from "@/app/inbox/reception";
import { changeRetention, readRetention, undoRetention } from "@/app/inbox/retention";
import { readReplies, removeReply, saveReply } from "@/app/inbox/saved-replies";
import { dropView, keepView } from "@/app/inbox/saved-views";
import { readStanding } from "@/app/inbox/standing";
import { changeTag, createTag, deleteTag, readTags } from "@/app/inbox/tags";
import { setTurns } from "@/app/inbox/turns";
import { changeWork } from "@/app/inbox/work";
import { readHushed } from "@/app/notifications/hushed";
import { chooseLevel, readLevel } from "@/app/notifications/level";
import { chooseNotifications, testNotifications } from "@/app/notifications/settings";
import { subscribe, unsubscribe } from "@/app/notifications/subscribe";
import { readPresence } from "@/app/presence/presence";
import { showPresence } from "@/app/presence/setting";
import { search } from "@/app/search/search";
import { publishDevice, readDevices } from "@/app/secrets/devices";
import { keepSecret, openSecret } from "@/app/secrets/secrets";
import type { Viewer } from "@/app/viewer";
import * as webhooks from "@/app/webhooks/webhooks";
import { changeWidget, renewIdentitySecret } from "@/app/widget/settings";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { adminOperations, teamOperations } from "./admin-operations";
import { publicKey, sealedForNobody } from "./secrets";

export type Perform = (viewer: Viewer | null, asked: unknown) => Promise<unknown>;
export type Scene = { conversationId: string; businessId: string; slug: string; maya?: { userId: string } };

const ofBot = { name: "Bean", url: "https://example.com/" };
const ofWebhook = { url: "https://example.com/", types: ["message.created"] };
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const aboutGroup = ({ conversationId }: Scene) => ({ conversationId, id: randomUUID() });

function formOf(typed: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
}

/** Every operation, and how to ask it about somebody's things. */
const question = (businessId: string) => ({
  ...{ businessId, postId: randomUUID(), id: randomUUID(), body: "When?" },
});

export const operations: Record<string, { perform: Perform; ask: (scene: Scene) => unknown }> = {
  settle: { perform: settle, ask: () => formOf({ kind: "mail", wish: "retry" }) },
  readHistory: { perform: readHistory, ask: ({ conversationId }) => ({ conversationId }) },
  readNewer: { perform: readNewer, ask: ({ conversationId }) => ({ conversationId, afterSeq: 0 }) },
  readAround: {
    perform: readAround,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readAroundWithNotes: {
    perform: readAroundWithNotes,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readHead: { perform: readHead, ask: ({ conversationId }) => ({ conversationId }) },
  readChanges: { perform: readChanges, ask: ({ conversationId }) => ({ conversationId }) },
  readMessages: { perform: readMessages, ask: ({ conversationId }) => ({ conversationId }) },
  readConversation: { perform: readConversation, ask: ({ conversationId }) => ({ conversationId }) },
  readParticipants: { perform: readParticipants, ask: ({ conversationId }) => ({ conversationId }) },
  readConversations: { perform: readConversations, ask: ({ businessId }) => ({ businessId }) },
  changeConversation: {
    perform: changeConversation,
    ask: ({ conversationId }) => ({ conversationId, priority: 2 }),
  },
  dismissConversation: { perform: dismissConversation, ask: ({ conversationId }) => ({ conversationId }) },
  addParticipant: { perform: addParticipant, ask: aboutGroup },
  removeParticipant: { perform: removeParticipant, ask: aboutGroup },
  invite: { perform: invite, ask: aboutGroup },
  rankParticipant: {
    perform: rankParticipant,
    ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID(), rank: "host" }),
  },
  readMessage: {
    perform: readMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  editMessage: {
    perform: editMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID(), body: "Ours" }),
  },
  reactToMessage: {
    perform: reactToMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID(), emoji: "👍", on: true }),
  },
  markReceipt: { perform: markReceipt, ask: ({ conversationId }) => ({ conversationId, read: 1 }) },
  tellTyping: { perform: tellTyping, ask: ({ conversationId }) => ({ conversationId, isTyping: true }) },
  readThreads: { perform: readThreads, ask: ({ conversationId }) => ({ conversationId }) },
  readThreadMessages: {
    perform: readThreadMessages,
    ask: ({ conversationId }) => ({ conversationId, threadId: randomUUID() }),
  },
  createThread: {
    perform: createThread,
    ask: ({ conversationId }) => ({ conversationId, id: randomUUID(), messageId: randomUUID() }),
  },
  readWholeBody: {
    perform: readWholeBody,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readThread: {
    perform: readThread,
    ask: ({ conversationId }) => ({ conversationId, threadId: randomUUID() }),
  },
  readThreadRoots: { perform: readThreadRoots, ask: ({ conversationId }) => ({ conversationId }) },
  readRevisions: {
    perform: readRevisions,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  ...adminOperations,
  ...teamOperations,
  postMessage: { perform: postMessage, ask: ({ conversationId }) => ({ conversationId, body: "Hello" }) },
  handConversationOver: {
    perform: handConversationOver,
    ask: ({ conversationId }) => ({ conversationId }),
  },
  addBot: { perform: bots.addBot, ask: ({ businessId }) => ({ businessId, ...ofBot }) },
  changeBot: { perform: bots.changeBot, ask: ({ businessId }) => ({ businessId, ...ofBot }) },
  switchBot: { perform: bots.switchBot, ask: ({ businessId }) => ({ businessId, isOn: true }) },
  makeBotToken: { perform: bots.makeBotToken, ask: ({ businessId }) => ({ businessId }) },
  endBotToken: { perform: bots.endBotToken, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  rotateBotSecret: { perform: bots.rotateBotSecret, ask: ({ businessId }) => ({ businessId }) },
  upload: {
    perform: upload,
    ask: ({ conversationId }) => ({
      ...{ conversationId, id: randomUUID(), name: "menu.txt" },
      file: new Blob(["Cake"]).stream(),
    }),
  },
  addressOfFile: { perform: addressOfFile, ask: ({ conversationId: id }) => ({ id }) },
  removeMessage: {
    perform: removeMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  restoreMessage: {
    perform: restoreMessage,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  makePreview: {
    perform: makePreview,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  takePreviewAway: {
    perform: takePreviewAway,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID() }),
  },
  readCallServers: { perform: readCallServers, ask: ({ conversationId }) => ({ conversationId }) },
  joinAsMember: { perform: joinAsMember, ask: ({ conversationId }) => ({ conversationId }) },
  giveTicket: { perform: giveTicket, ask: ({ conversationId }) => ({ conversationId }) },
  giveInboxTicket: { perform: giveTicket, ask: ({ businessId }) => ({ feed: "inbox", businessId }) },
  accept: { perform: accept, ask: ({ conversationId: token }) => ({ token }) },
  readAddable: { perform: readAddable, ask: ({ conversationId }) => ({ conversationId }) },
  readInvitations: { perform: readInvitations, ask: ({ conversationId }) => ({ conversationId }) },
  revoke: { perform: revoke, ask: aboutGroup },
  inviteByLink: { perform: inviteByLink, ask: aboutGroup },
  inviteByEmail: {
    perform: inviteByEmail,
    ask: (scene) => ({ ...aboutGroup(scene), email: "eve@example.com", locale: "en" }),
  },
  leaveGroup: { perform: leaveGroup, ask: aboutGroup },
  renameGroup: { perform: renameGroup, ask: (scene) => ({ ...aboutGroup(scene), title: "Ours" }) },
  addMember: { perform: addMember, ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID() }) },
  removeMember: { perform: removeMember, ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID() }) },
  rankMember: {
    perform: rankMember,
    ask: (scene) => ({ ...aboutGroup(scene), userId: randomUUID(), rank: "host" }),
  },
  readCustomer: { perform: readCustomer, ask: ({ conversationId }) => ({ conversationId }) },
  search: { perform: search, ask: ({ conversationId }) => ({ q: "coffee", conversationId }) },
  searchBusiness: { perform: search, ask: ({ businessId }) => ({ q: "coffee", businessId }) },
  readInbox: { perform: readInbox, ask: ({ businessId }) => ({ businessId }) },
  countInbox: { perform: countInbox, ask: ({ businessId }) => ({ businessId, views: [] }) },
  readDesk: { perform: readDesk, ask: ({ businessId }) => ({ businessId }) },
  keepView: {
    perform: keepView,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), name: "Mine", view: EVERYTHING_OPEN }),
  },
  dropView: { perform: dropView, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  readThrough: {
    perform: readThrough,
    ask: ({ conversationId }) => ({ read: [{ conversationId, seq: 1 }] }),
  },
  readAudit: { perform: readAudit, ask: () => ({}) },
  readAuditOfBusiness: { perform: readAuditOfBusiness, ask: ({ businessId }) => ({ businessId }) },
  exportAudit: { perform: exportAudit, ask: () => ({}) },
  exportAuditOfBusiness: { perform: exportAuditOfBusiness, ask: ({ businessId }) => ({ businessId }) },
  exportFigures: { perform: exportFigures, ask: ({ businessId }) => ({ businessId, days: 7 }) },
  readFigures: { perform: readFigures, ask: ({ businessId }) => ({ businessId, days: 7 }) },
  readDevices: { perform: readDevices, ask: ({ conversationId }) => ({ conversationId }) },
  keepSecret: {
    perform: keepSecret,
    ask: ({ conversationId }) => ({ conversationId, ...sealedForNobody() }),
  },
  openSecret: {
    perform: openSecret,
    ask: ({ conversationId }) => ({ conversationId, messageId: randomUUID(), deviceId: randomUUID() }),
  },
  readLater: { perform: readLater, ask: ({ conversationId }) => ({ conversationId }) },
  sendLater: {
    perform: sendLater,
    ask: ({ conversationId }) => ({
      ...{ conversationId, id: randomUUID(), body: "Hello", basedOnSeq: 1 },
      sendAt: new Date(Date.now() + 60_000).toISOString(),
    }),
  },
  keepFromSending: {
    perform: keepFromSending,
    ask: ({ conversationId }) => ({ conversationId, id: randomUUID() }),
  },
  readDraft: { perform: readDraft, ask: ({ conversationId }) => ({ conversationId, mode: "reply" }) },
  saveDraft: {
    perform: saveDraft,
    ask: ({ conversationId }) => ({ conversationId, mode: "note", body: "Hi", rev: 0 }),
  },
  readLevel: { perform: readLevel, ask: ({ conversationId }) => ({ conversationId }) },
  chooseLevel: { perform: chooseLevel, ask: ({ conversationId }) => ({ conversationId, level: "none" }) },
  readStanding: { perform: readStanding, ask: ({ conversationId }) => ({ conversationId }) },
  readTags: { perform: readTags, ask: ({ businessId }) => ({ businessId }) },
  createTag: { perform: createTag, ask: ({ businessId }) => ({ businessId, name: "Refund", color: "moss" }) },
  changeTag: {
    perform: changeTag,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), name: "Refund", color: "moss" }),
  },
  deleteTag: { perform: deleteTag, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  setHours: {
    perform: setHours,
    ask: ({ businessId }) => ({ businessId, hours: null, holidays: [], timeZone: "UTC" }),
  },
  setTexts: { perform: setTexts, ask: ({ businessId }) => ({ businessId, greeting: "", awayText: "" }) },
  readRetention: { perform: readRetention, ask: ({ businessId }) => ({ businessId }) },
  changeRetention: {
    perform: changeRetention,
    ask: ({ businessId }) =>
      formOf({ businessId, messages: "90", archive: "never", asOf: new Date().toISOString(), shown: "0" }),
  },
  undoRetention: { perform: undoRetention, ask: ({ businessId }) => formOf({ businessId }) },
  setTurns: { perform: setTurns, ask: ({ businessId }) => ({ businessId, isInTurn: true }) },
  blockCustomer: { perform: blockCustomer, ask: ({ conversationId }) => ({ conversationId, block: null }) },
  saveCustomerNote: {
    perform: saveCustomerNote,
    ask: ({ conversationId }) => ({ conversationId, text: "Oat milk", rev: 0 }),
  },
  readReplies: { perform: readReplies, ask: ({ conversationId }) => ({ conversationId }) },
  saveReply: {
    perform: saveReply,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), shortcut: "hours", body: "Until six" }),
  },
  removeReply: { perform: removeReply, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  addWebhook: { perform: webhooks.addWebhook, ask: ({ businessId }) => ({ businessId, ...ofWebhook }) },
  changeWebhook: {
    perform: webhooks.changeWebhook,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), ...ofWebhook }),
  },
  setWebhook: {
    perform: webhooks.setWebhook,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), wish: "enabled" }),
  },
  rotateSecret: {
    perform: webhooks.rotateSecret,
    ask: ({ businessId }) => ({ businessId, id: randomUUID() }),
  },
  testWebhook: {
    perform: webhooks.testWebhook,
    ask: ({ businessId }) => ({ businessId, id: randomUUID() }),
  },
  redeliver: { perform: webhooks.redeliver, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  readDeliveries: {
    perform: webhooks.readDeliveries,
    ask: ({ businessId }) => ({ businessId, id: randomUUID() }),
  },
  changeProfile: {
    perform: changeProfile,
    ask: ({ businessId }) => formOf({ businessId, name: "Ours", category: "", tagline: "", about: "" }),
  },
  changeLogo: {
    perform: changeLogo,
    ask: ({ businessId }) => ({ businessId, type: "multipart/form-data", form: new Blob([]).stream() }),
  },
  takeLogoDown: { perform: takeLogoDown, ask: ({ businessId }) => formOf({ businessId }) },
  putLogoBack: {
    perform: putLogoBack,
    ask: ({ businessId }) => formOf({ businessId, logoId: randomUUID() }),
  },
  changeWidget: {
    perform: changeWidget,
    ask: ({ businessId }) => ({ businessId, origins: [], color: "#1e5b4c", corner: "end" }),
  },
  renewIdentitySecret: { perform: renewIdentitySecret, ask: ({ businessId }) => ({ businessId }) },
  readWebhooks: { perform: readWebhooks, ask: ({ slug }) => ({ slug }) },
  createWebhook: { perform: createWebhook, ask: ({ slug }) => ({ slug, ...ofWebhook }) },
  updateWebhook: { perform: updateWebhook, ask: ({ slug }) => ({ slug, id: randomUUID(), isEnabled: true }) },
  removeWebhook: { perform: removeWebhook, ask: ({ slug }) => ({ slug, id: randomUUID() }) },
  renewSecret: { perform: renewSecret, ask: ({ slug }) => ({ slug, id: randomUUID() }) },
  publishBroadcast: {
    perform: publishBroadcast,
    ask: ({ slug }) => ({ slug, id: randomUUID(), body: "Beans are back" }),
  },
  editBroadcast: {
    perform: editBroadcast,
    ask: ({ slug }) => ({ slug, id: randomUUID(), body: "Closed on Monday" }),
  },
  deleteBroadcast: { perform: deleteBroadcast, ask: ({ slug }) => ({ slug, id: randomUUID() }) },
  readPlanned: { perform: readPlanned, ask: ({ slug }) => ({ slug }) },
  planBroadcast: {
    perform: planBroadcast,
    ask: ({ slug }) => ({ slug, id: randomUUID(), body: "Closed", publishAt: inAnHour() }),
  },
  cancelBroadcast: { perform: cancelBroadcast, ask: ({ slug }) => ({ slug, id: randomUUID() }) },
  publishPost: {
    perform: publishPost,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), rev: 1 }),
  },
  editPost: {
    perform: editPost,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), body: "Closed on Monday" }),
  },
  deletePost: { perform: deletePost, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  restorePost: { perform: restorePost, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  setCustomerTag: {
    perform: setCustomerTag,
    ask: ({ conversationId }) => ({ conversationId, tagId: randomUUID(), on: true }),
  },
  savePost: {
    perform: savePost,
    ask: ({ businessId }) => ({
      ...{ businessId, id: randomUUID(), rev: 0, body: "Beans", topicId: null },
      ...{ isSilent: false, asksToConfirm: false, attachmentIds: [] },
    }),
  },
  planPost: {
    perform: planPost,
    ask: ({ businessId }) => ({
      ...{ businessId, id: randomUUID(), rev: 1 },
      publishAt: new Date(Date.now() + 60_000).toISOString(),
    }),
  },
  takeBackPost: { perform: takeBackPost, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  dropPost: { perform: dropPost, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  saveTopic: {
    perform: saveTopic,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), name: "Offers" }),
  },
  removeTopic: { perform: removeTopic, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  orderTopics: { perform: orderTopics, ask: ({ businessId }) => ({ businessId, ids: [] }) },
  readAudience: { perform: readAudience, ask: ({ businessId }) => ({ businessId, topicId: null }) },
  readPublished: { perform: readPublished, ask: ({ businessId }) => ({ businessId }) },
  readReach: { perform: readReach, ask: ({ businessId }) => ({ businessId, id: randomUUID() }) },
  askAboutPost: {
    perform: askAboutPost,
    ask: ({ businessId }) => ({ ...question(businessId), mayPublish: false }),
  },
  readQuestions: { perform: readQuestions, ask: ({ businessId }) => ({ businessId, postId: randomUUID() }) },
  answerQuestions: {
    perform: answerQuestions,
    ask: ({ businessId }) => ({ ...question(businessId), questionIds: [randomUUID()] }),
  },
  showAnswer: {
    perform: showAnswer,
    ask: ({ businessId }) => ({ businessId, id: randomUUID(), questionId: null }),
  },
  readConfirmations: {
    perform: readConfirmations,
    ask: ({ businessId }) => ({ businessId, id: randomUUID() }),
  },
  readConfirmed: {
    perform: readConfirmed,
    ask: ({ businessId }) => ({
      ...{ businessId, id: randomUUID() },
      before: { id: randomUUID(), confirmedAt: new Date().toISOString() },
    }),
  },
  testPost: { perform: testPost, ask: ({ businessId }) => ({ businessId, draftId: randomUUID() }) },
  setReading: {
    perform: setReading,
    ask: ({ businessId }) => ({ businessId, topicIds: null, isPushed: true }),
  },
  askForPostMails: {
    perform: askForPostMails,
    ask: ({ businessId }) => ({ businessId, email: "eve@example.com", locale: "en" }),
  },
  stopPostMails: { perform: stopPostMails, ask: ({ businessId }) => ({ businessId }) },
  readPresence: { perform: readPresence, ask: ({ maya }) => ({ userId: maya?.userId ?? randomUUID() }) },
  changeWork: {
    perform: changeWork,
    ask: ({ conversationId }) => ({ conversationIds: [conversationId], wish: { priority: 2 } }),
  },
};

/** Those that look at nobody else's things: strangers may, the signed-out may not. */
const browser = {
  endpoint: "https://push.example.com/1",
  keys: { p256dh: "BPa-_", auth: "c2Vj" },
};

export const own: Record<string, { perform: Perform; ask: (scene: Scene) => unknown }> = {
  reactToPost: { perform: reactToPost, ask: () => ({ postId: randomUUID(), emoji: "👍", on: true }) },
  confirmPost: { perform: confirmPost, ask: () => ({ postId: randomUUID(), rev: 1, isNamed: true }) },
  nameConfirmation: { perform: nameConfirmation, ask: () => ({ postId: randomUUID(), isNamed: true }) },
  takeBackConfirmation: { perform: takeBackConfirmation, ask: () => ({ postId: randomUUID() }) },
  readOwnConfirmations: { perform: readOwnConfirmations, ask: () => ({ postIds: [randomUUID()] }) },
  markPostsRead: {
    perform: markPostsRead,
    ask: ({ businessId }) => ({ businessId, readSeq: 1, readRev: 1 }),
  },
  readOwnReactions: { perform: readOwnReactions, ask: () => ({ postIds: [randomUUID()] }) },
  readCorrections: { perform: readCorrections, ask: ({ businessId }) => ({ businessId }) },
  settleOwnCorrections: {
    perform: settleOwnCorrections,
    ask: ({ businessId }) => ({ businessId, seen: [{ postId: randomUUID(), rev: 1 }] }),
  },
  searchOwn: { perform: search, ask: () => ({ q: "coffee" }) },
  readChats: { perform: readChats, ask: () => ({}) },
  readOwnConversations: { perform: readConversations, ask: () => ({}) },
  readFollowing: { perform: readFollowing, ask: ({ slug }) => ({ slug }) },
  follow: { perform: follow, ask: ({ slug }) => ({ slug }) },
  unfollow: { perform: unfollow, ask: ({ slug }) => ({ slug }) },
  giveOwnTicket: { perform: giveTicket, ask: () => ({ feed: "me" }) },
  startGroup: {
    perform: startGroup,
    ask: ({ slug }) => ({ business: slug, id: randomUUID(), title: "Tasting", locale: "en" }),
  },
  followBusiness: { perform: followBusiness, ask: ({ businessId }) => ({ businessId }) },
  stopFollowing: { perform: stopFollowing, ask: ({ businessId }) => ({ businessId }) },
  readReading: { perform: readReading, ask: ({ businessId }) => ({ businessId }) },
  start: { perform: start, ask: ({ slug }) => ({ business: slug }) },
  begin: { perform: begin, ask: ({ slug }) => ({ business: slug }) },
  rememberTimeZone: { perform: rememberTimeZone, ask: () => ({ timeZone: "Europe/Lisbon", locale: "en" }) },
  subscribe: { perform: subscribe, ask: () => browser },
  unsubscribe: { perform: unsubscribe, ask: () => ({ endpoint: browser.endpoint }) },
  chooseNotifications: { perform: chooseNotifications, ask: () => new FormData() },
  readHushed: { perform: readHushed, ask: () => ({}) },
  testNotifications: { perform: testNotifications, ask: () => ({ locale: "en" }) },
  showPresence: { perform: showPresence, ask: () => new FormData() },
  makeApiToken: { perform: makeApiToken, ask: () => new FormData() },
  endApiToken: { perform: endApiToken, ask: () => new FormData() },
  chooseTimeZone: { perform: chooseTimeZone, ask: () => new FormData() },
  changeName: { perform: changeName, ask: () => new FormData() },
  changePassword: { perform: changePassword, ask: () => new FormData() },
  askForAddress: { perform: askForAddress, ask: () => new FormData() },
  endSignIn: { perform: endSignIn, ask: () => new FormData() },
  askToErase: { perform: askToErase, ask: () => new FormData() },
  keepAccount: { perform: keepAccount, ask: () => new FormData() },
  exportData: { perform: exportData, ask: () => ({}) },
  endOtherSignIns: { perform: endOtherSignIns, ask: () => new FormData() },
  signOutPlainly: { perform: signOutPlainly, ask: () => new FormData() },
  publishDevice: { perform: publishDevice, ask: () => ({ id: randomUUID(), publicKey: publicKey() }) },
};
