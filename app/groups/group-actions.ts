import type { GroupActions } from "@/components/groups/group-actions";
import {
  add,
  addable,
  invitations,
  inviteEmail,
  inviteLink,
  leave,
  rank,
  remove,
  rename,
  revokeInvitation,
} from "./actions";

/** What every page with a group passes to it. */
export const groupActions: GroupActions = {
  ...{ addable, add, remove, rank, rename, leave },
  ...{ inviteEmail, inviteLink, invitations, revokeInvitation },
};
