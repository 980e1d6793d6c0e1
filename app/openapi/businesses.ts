import { post } from "@/lib/protocol/post";
import {
  deleteBroadcast,
  editBroadcast,
  publishBroadcast,
  readBroadcast,
  readBroadcasts,
} from "../businesses/broadcasts";
import { readBusiness, readBusinesses } from "../businesses/directory";
import { follow, readFollowing, unfollow } from "../businesses/following";
import { cancelBroadcast, planBroadcast, readPlanned } from "../businesses/planned";
import {
  createWebhook,
  readWebhooks,
  removeWebhook,
  renewSecret,
  updateWebhook,
} from "../businesses/webhooks";
import { nothingToSay } from "./answers";
import * as answers from "./business-answers";
import type { Descriptions } from "./described";

export const ofBusinesses: Descriptions = {
  "GET /api/businesses": {
    ...{ part: "Businesses", name: "listBusinesses", by: "anybody", about: "The directory, by name." },
    ...{ input: readBusinesses.input, answers: { 200: answers.directory } },
  },
  "GET /api/businesses/[slug]": {
    ...{ part: "Businesses", name: "getBusiness", by: "anybody" },
    about: "What everybody may know of a business: its hours, who is there, and how soon it answers.",
    ...{ input: readBusiness.input, answers: { 200: answers.profile } },
  },
  "GET /api/businesses/[slug]/broadcasts": {
    ...{ part: "Businesses", name: "listPosts", by: "anybody" },
    about: "What a business told everybody, the newest first.",
    ...{ input: readBroadcasts.input, answers: { 200: answers.postPage } },
  },
  "POST /api/businesses/[slug]/broadcasts": {
    ...{ part: "Businesses", name: "publishPost", scope: "broadcasts" },
    about:
      "By an owner: tells everybody, once for each `id` (200 where that was done before; 202 where it is told as soon as the rooms can be reached).",
    input: publishBroadcast.input,
    answers: { 200: post, 201: post, 202: answers.postPlanned },
  },
  "GET /api/businesses/[slug]/broadcasts/[id]": {
    ...{ part: "Businesses", name: "getPost", by: "anybody", about: "One post." },
    ...{ input: readBroadcast.input, answers: { 200: post } },
  },
  "PATCH /api/businesses/[slug]/broadcasts/[id]": {
    ...{ part: "Businesses", name: "editPost", scope: "broadcasts", about: "By its author: other words." },
    ...{ input: editBroadcast.input, answers: { 200: post } },
  },
  "DELETE /api/businesses/[slug]/broadcasts/[id]": {
    ...{ part: "Businesses", name: "deletePost", scope: "broadcasts", rest: "query" },
    ...{ about: "By an owner: takes a post away.", input: deleteBroadcast.input },
    answers: { 200: nothingToSay },
  },
  "GET /api/businesses/[slug]/planned-posts": {
    ...{ part: "Businesses", name: "listPlannedPosts" },
    about:
      "For owners: what is published later, the next one first, and what could not be published when it was to be.",
    ...{ input: readPlanned.input, answers: { 200: answers.plannedPosts } },
  },
  "POST /api/businesses/[slug]/planned-posts": {
    ...{ part: "Businesses", name: "planPost", scope: "broadcasts" },
    about: "By an owner: tells everybody at `publishAt`, once for each `id`.",
    ...{ input: planBroadcast.input, answers: { 200: answers.plannedPost, 201: answers.plannedPost } },
  },
  "DELETE /api/businesses/[slug]/planned-posts/[id]": {
    ...{ part: "Businesses", name: "cancelPost", scope: "broadcasts", rest: "query" },
    ...{ about: "By an owner: it is not published.", input: cancelBroadcast.input },
    answers: { 200: nothingToSay },
  },
  "GET /api/businesses/[slug]/follow": {
    ...{ part: "Businesses", name: "getFollowing", about: "How the caller follows a business, if they do." },
    ...{ input: readFollowing.input, answers: { 200: answers.following } },
  },
  "PUT /api/businesses/[slug]/follow": {
    ...{
      part: "Businesses",
      name: "follow",
      about: "The caller follows a business; what is named shall be so.",
    },
    ...{ input: follow.input, answers: { 200: answers.followed } },
  },
  "DELETE /api/businesses/[slug]/follow": {
    ...{ part: "Businesses", name: "unfollow", rest: "query" },
    ...{ about: "Nothing more of it reaches the caller.", input: unfollow.input },
    answers: { 200: nothingToSay },
  },
};

export const ofWebhooks: Descriptions = {
  "GET /api/businesses/[slug]/webhooks": {
    ...{ part: "Webhooks", name: "listWebhooks", about: "The webhooks of a business, for its owners." },
    ...{ input: readWebhooks.input, answers: { 200: answers.webhooks } },
  },
  "POST /api/businesses/[slug]/webhooks": {
    ...{ part: "Webhooks", name: "createWebhook", scope: "webhooks" },
    about: "Makes one. Its secret is told here alone, for ten minutes also to whoever repeats the same `id`.",
    ...{
      input: createWebhook.input,
      answers: { 200: answers.webhookWithSecret, 201: answers.webhookWithSecret },
    },
  },
  "PATCH /api/businesses/[slug]/webhooks/[id]": {
    ...{ part: "Webhooks", name: "updateWebhook", scope: "webhooks" },
    about: "What is named shall be so, and the rest stays.",
    ...{ input: updateWebhook.input, answers: { 200: answers.webhook } },
  },
  "DELETE /api/businesses/[slug]/webhooks/[id]": {
    ...{ part: "Webhooks", name: "deleteWebhook", scope: "webhooks", rest: "query" },
    about: "Takes one away; for a day it can be brought back in the settings.",
    ...{ input: removeWebhook.input, answers: { 200: nothingToSay } },
  },
  "POST /api/businesses/[slug]/webhooks/[id]/secret": {
    ...{ part: "Webhooks", name: "renewWebhookSecret", scope: "webhooks", rest: "query" },
    about: "A new secret, told here alone; the one before signs as well for 24 hours.",
    ...{ input: renewSecret.input, answers: { 200: answers.webhookWithSecret } },
  },
};
