"use server";

import { action } from "../action";
import { chooseLevel, readLevel } from "../notifications/level";
import { readCallServers } from "./call";
import { readAround, readHead, readHistory, readNewer, readRevisions, readWholeBody } from "./history";
import { joinAsMember, removeMessage, restoreMessage } from "./post";
import { makePreview, takePreviewAway } from "./preview";
import { begin } from "./start";
import { readThread, readThreadRoots } from "./threads";

export const history = action(readHistory);
export const newer = action(readNewer);
export const around = action(readAround);
export const head = action(readHead);
export const wholeBody = action(readWholeBody);
export const revisions = action(readRevisions);
export const preview = action(makePreview);
export const removePreview = action(takePreviewAway);
export const level = action(readLevel);
export const setLevel = action(chooseLevel);
export const callServers = action(readCallServers);
export const join = action(joinAsMember);
export const remove = action(removeMessage);
export const restore = action(restoreMessage);
export const threadHistory = action(readThread);
export const threadRoots = action(readThreadRoots);
export const startConversation = action(begin);
