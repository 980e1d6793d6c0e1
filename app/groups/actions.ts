"use server";

import { action, leadingAction } from "../action";
import { accept } from "./accept";
import { acceptPlainly } from "./accept-plainly";
import { inviteByEmail, inviteByLink, readInvitations, revoke } from "./invitations";
import { addMember, leaveGroup, rankMember, readAddable, removeMember, renameGroup } from "./members";
import { startGroup } from "./start";

export const start = action(startGroup);
export const addable = action(readAddable);
export const add = action(addMember);
export const remove = action(removeMember);
export const rank = action(rankMember);
export const rename = action(renameGroup);
export const leave = action(leaveGroup);
export const inviteEmail = action(inviteByEmail);
export const inviteLink = action(inviteByLink);
export const invitations = action(readInvitations);
export const revokeInvitation = action(revoke);
export const acceptInvitation = action(accept);
export const acceptByForm = leadingAction(acceptPlainly);
