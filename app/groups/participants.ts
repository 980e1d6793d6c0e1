import { v7 as newId } from "uuid";
import { z } from "zod/mini";
import { ranks } from "@/lib/group";
import { LOCALES } from "@/lib/locale";
import { emailAddress } from "@/lib/person";
import { env } from "@/lib/server/env";
import { conversationAccess, uuid } from "../conversation/access";
import { joinAsMember } from "../conversation/post";
import { operation } from "../operation";
import { hostAccess } from "./access";
import { inviteByEmail, inviteByLink } from "./invitations";
import { addMember, leaveGroup, rankMember, removeMember } from "./members";

/** `id` is that of the notice, or of the invitation; without `userId` it is about whoever asks. */
const input = z.strictObject({ conversationId: uuid, id: z.optional(uuid), userId: z.optional(uuid) });

/** A member of the business takes part by themselves; whom a host may add they add to a group. */
export const addParticipant = operation({
  input,
  permit: conversationAccess,
  run: ({ viewer, input: { conversationId, id = newId(), userId = viewer.id } }) =>
    userId === viewer.id
      ? joinAsMember(viewer, { conversationId })
      : addMember(viewer, { conversationId, id, userId }),
});

/** Whoever asks leaves a group, or shows somebody out of it. */
export const removeParticipant = operation({
  input,
  permit: conversationAccess,
  run: ({ viewer, input: { conversationId, id = newId(), userId = viewer.id } }) =>
    userId === viewer.id
      ? leaveGroup(viewer, { conversationId, id })
      : removeMember(viewer, { conversationId, id, userId }),
});

/** What somebody of a group is from now on. */
export const rankParticipant = operation({
  input: z.strictObject({ conversationId: uuid, id: z.optional(uuid), userId: uuid, rank: z.enum(ranks) }),
  permit: hostAccess,
  run: ({ viewer, input: { id = newId(), ...input } }) => rankMember(viewer, { id, ...input }),
});

/** By mail for one address, else by a link that many may use. */
export const invite = operation({
  input: z.strictObject({
    ...{ conversationId: uuid, id: z.optional(uuid) },
    ...{ email: z.optional(emailAddress), locale: z.optional(z.enum(LOCALES)) },
  }),
  permit: hostAccess,
  run: async ({ viewer, input: { conversationId, id = newId(), email, locale = "en" } }) => {
    const { path, isSent, isNew } =
      email === undefined
        ? { ...(await inviteByLink(viewer, { conversationId, id })), isSent: false }
        : await inviteByEmail(viewer, { conversationId, id, email, locale });
    return { invitation: { id, url: new URL(path, env().NEXTAUTH_URL).href, isSent }, isNew };
  },
});
