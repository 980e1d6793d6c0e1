import type { ActionResult } from "@/lib/action-result";
import type { Rank } from "@/lib/group";
import type { Locale } from "@/lib/locale";
import type { Participant } from "@/lib/protocol/event";

interface AboutGroup {
  conversationId: string;
}
interface Wish extends AboutGroup {
  /** Made where it is asked: a repeat does nothing. */
  id: string;
}
type Done = Promise<ActionResult<unknown>>;

export interface OpenInvitation {
  id: string;
  /** Absent for a link. */
  email: string | null;
  by: string;
  expiresAt: string;
  path: string;
}

/** What a group asks of the server; the pages pass their server actions in. */
export interface GroupActions {
  addable: (asked: AboutGroup) => Promise<ActionResult<{ people: Participant[] }>>;
  add: (asked: Wish & { userId: string }) => Done;
  remove: (asked: Wish & { userId: string }) => Done;
  rank: (asked: Wish & { userId: string; rank: Rank }) => Done;
  rename: (asked: Wish & { title: string }) => Done;
  leave: (asked: Wish) => Done;
  inviteEmail: (
    asked: Wish & { email: string; locale: Locale },
  ) => Promise<ActionResult<{ path: string; isSent: boolean }>>;
  inviteLink: (asked: Wish) => Promise<ActionResult<{ path: string }>>;
  invitations: (asked: AboutGroup) => Promise<ActionResult<{ invitations: OpenInvitation[] }>>;
  revokeInvitation: (asked: Wish) => Done;
}

/** What a conversation must know of itself when it is a group. */
export interface Group {
  businessName: string;
  /** Whether they have no account, and so invite by link alone. */
  isGuest: boolean;
  /** As the server wrote them into the page, until the room says who takes part. */
  members: { userId: string; name: string }[];
  actions: GroupActions;
}
