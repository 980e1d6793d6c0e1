"use server";

import { action } from "../../../action";
import {
  confirmPost,
  nameConfirmation as nameOne,
  readOwnConfirmations,
  takeBackConfirmation as takeBack,
} from "../../../broadcasts/confirm";
import { readCorrections, settleOwnCorrections } from "../../../broadcasts/corrections";
import { askAboutPost } from "../../../broadcasts/questions";
import { reactToPost, readOwnReactions } from "../../../broadcasts/react";
import { markPostsRead, readPosts } from "../../../broadcasts/reading";

export const posts = action(readPosts);
export const react = action(reactToPost);
export const ownReactions = action(readOwnReactions);
export const corrections = action(readCorrections);
export const settle = action(settleOwnCorrections);
export const seen = action(markPostsRead);
export const ask = action(askAboutPost);
export const confirm = action(confirmPost);
export const nameConfirmation = action(nameOne);
export const takeBackConfirmation = action(takeBack);
export const ownConfirmations = action(readOwnConfirmations);
