import { z } from "zod/mini";
import { presence } from "@/lib/presence";
import { refresh } from "../account/api-session";
import { credentials } from "../account/password";
import { registration } from "../account/register";
import { readPresence } from "../presence/presence";
import * as answers from "./answers";
import type { Descriptions } from "./described";

export const ofAccount: Descriptions = {
  "POST /api/auth/login": {
    ...{ part: "Signing in", name: "signIn", by: "nobody" },
    about: "Signs in. Ten failures in 15 minutes, per account and per address, are all there are.",
    ...{ input: credentials, answers: { 200: answers.signedIn } },
  },
  "POST /api/auth/register": {
    ...{ part: "Signing in", name: "register", by: "anybody" },
    about: "Makes an account. With the token of a guest, the guest becomes it and keeps all that is theirs.",
    ...{ input: registration, answers: { 201: answers.signedIn } },
  },
  "POST /api/auth/refresh": {
    ...{ part: "Signing in", name: "refresh", by: "nobody" },
    about:
      "The next tokens, for a refresh token that this uses up. Used again within half a minute it gives the next once more; later its sign-in ends.",
    ...{ input: refresh, answers: { 200: answers.nextTokens } },
  },
  "POST /api/auth/logout": {
    ...{ part: "Signing in", name: "signOut" },
    about: "Ends the sign-in, with all its tokens and sockets; of a personal token, the token.",
    ...{ input: z.strictObject({}), answers: { 200: answers.nothingToSay } },
  },
  "GET /api/me": {
    ...{ part: "Signing in", name: "me", about: "Who asks." },
    answers: { 200: answers.person },
  },
  "GET /api/presence/[userId]": {
    ...{ part: "Conversations", name: "presence" },
    about: "Whether somebody is on the site, for those who share a business or a conversation with them.",
    ...{ input: readPresence.input, answers: { 200: presence } },
  },
};
