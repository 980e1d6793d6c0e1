import { z } from "zod/mini";
import { addable, addableTo } from "@/db/groups";
import { ranks } from "@/lib/group";
import { isStaff } from "@/lib/permissions";
import { type GroupCommand, groupTitle } from "@/lib/protocol/command";
import { Refusal } from "@/lib/refusal";
import { changeGroup } from "@/lib/server/rooms";
import { roomTicket, uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { roomsOfSite } from "../rooms";
import { groupAccess, hostAccess } from "./access";

/** What is asked of a group; `id` is that of the notice which tells of it, so a repeat does nothing. */
const asked = { conversationId: uuid, id: uuid };
const aboutMember = { ...asked, userId: uuid };

/** Whom a host may add without asking them. */
export const readAddable = operation({
  input: z.strictObject({ conversationId: uuid }),
  permit: hostAccess,
  run: async ({ input: { conversationId }, grant: { businessId, role } }) => ({
    people: await addableTo(db(), { conversationId, businessId, isStaff: isStaff(role) }),
  }),
});

export const addMember = operation({
  input: z.strictObject(aboutMember),
  permit: hostAccess,
  run: async ({ viewer, input: { conversationId, id, userId }, grant }) => {
    const { businessId, role } = grant;
    const person = await addable(db(), { businessId, userId, isStaff: isStaff(role) });
    if (!person) throw new Refusal("not-found");
    // Who somebody is takes the site's word, which no sign-in has.
    const { session: _, ...ticket } = roomTicket(viewer, conversationId, grant);
    await changeGroup(roomsOfSite(), ticket, { type: "member:add", id, ...person });
    return {};
  },
});

export const removeMember = operation({
  input: z.strictObject(aboutMember),
  permit: hostAccess,
  run: ({ viewer, input: { conversationId, id, userId }, grant }) =>
    change(roomTicket(viewer, conversationId, grant), { type: "member:remove", id, userId }),
});

export const rankMember = operation({
  input: z.strictObject({ ...aboutMember, rank: z.enum(ranks) }),
  permit: hostAccess,
  run: ({ viewer, input: { conversationId, id, userId, rank }, grant }) =>
    change(roomTicket(viewer, conversationId, grant), { type: "member:rank", id, userId, rank }),
});

export const renameGroup = operation({
  input: z.strictObject({ ...asked, title: groupTitle }),
  permit: hostAccess,
  run: ({ viewer, input: { conversationId, id, title }, grant }) =>
    change(roomTicket(viewer, conversationId, grant), { type: "group:rename", id, title }),
});

export const leaveGroup = operation({
  input: z.strictObject(asked),
  permit: groupAccess,
  run: ({ viewer, input: { conversationId, id }, grant }) =>
    change(roomTicket(viewer, conversationId, grant), { type: "member:leave", id }),
});

async function change(ticket: ReturnType<typeof roomTicket>, command: GroupCommand) {
  await changeGroup(roomsOfSite(), ticket, command);
  return {};
}
