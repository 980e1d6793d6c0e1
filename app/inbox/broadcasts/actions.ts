"use server";

import { action } from "../../action";
import { readConfirmed } from "../../broadcasts/confirm";
import { dropPost, planPost, savePost, takeBackPost } from "../../broadcasts/drafts";
import { deletePost, editPost, publishPost, restorePost } from "../../broadcasts/publish";
import { answerQuestions, showAnswer } from "../../broadcasts/questions";
import { readAudience } from "../../broadcasts/reach";
import { testPost } from "../../broadcasts/test";
import {
  orderTopics as order,
  removeTopic as removeOne,
  saveTopic as saveOne,
} from "../../broadcasts/topics";

export const save = action(savePost);
export const plan = action(planPost);
export const takeBack = action(takeBackPost);
export const drop = action(dropPost);
export const publish = action(publishPost);
export const test = action(testPost);
export const audience = action(readAudience);
export const edit = action(editPost);
export const remove = action(deletePost);
export const restore = action(restorePost);
export const answer = action(answerQuestions);
export const show = action(showAnswer);
export const confirmed = action(readConfirmed);
export const saveTopic = action(saveOne);
export const removeTopic = action(removeOne);
export const orderTopics = action(order);
