"use server";

import { leadingAction } from "../action";
import { inviteColleague, joinTeam, uninviteColleague } from "./invitations";
import { changeRole, dismiss, enlist } from "./members";

export const setRole = leadingAction(changeRole);
export const removeMember = leadingAction(dismiss);
export const addMember = leadingAction(enlist);
export const inviteMember = leadingAction(inviteColleague);
export const revokeInvitation = leadingAction(uninviteColleague);
export const join = leadingAction(joinTeam);
