"use server";

import { action } from "../action";
import { blockCustomer } from "./blocks";
import { readCustomer, saveCustomerNote, setCustomerTag } from "./customer";
import { readInbox } from "./list";
import { readStanding } from "./standing";
import { changeTag, createTag, deleteTag, readTags } from "./tags";
import { setTurns } from "./turns";
import { changeWork } from "./work";

export const listInbox = action(readInbox);
export const setWork = action(changeWork);
export const standing = action(readStanding);
export const listTags = action(readTags);
export const newTag = action(createTag);
export const editTag = action(changeTag);
export const removeTag = action(deleteTag);
export const turns = action(setTurns);
export const customerOfConversation = action(readCustomer);
export const block = action(blockCustomer);
export const noteOfCustomer = action(saveCustomerNote);
export const tagOfCustomer = action(setCustomerTag);
