"use server";

import { action } from "../../../action";
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
