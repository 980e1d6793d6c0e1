"use client";

import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { isStaff } from "@/lib/permissions";
import type { Member } from "@/lib/protocol/event";
import type { GroupActions } from "./group-actions";
import { MemberLine } from "./member-line";
import { Part } from "./part";

interface MemberListProps {
  conversationId: string;
  view: ConversationView;
  isHost: boolean;
  actions: GroupActions;
}

/** The hosts first, then everybody by name. */
export function MemberList({ view, ...shared }: MemberListProps) {
  const t = useTranslations("groups");
  const { participants, present, self } = view;
  const members = participants.toSorted(
    (one, other) => placeOf(one) - placeOf(other) || one.name.localeCompare(other.name),
  );
  return (
    <Part title={`${t("members")} (${members.length})`}>
      <ul className="-mx-2">
        {members.map((member) => (
          <MemberLine
            key={member.userId}
            member={member}
            selfId={self.userId}
            status={present.find(({ userId }) => userId === member.userId)?.status}
            {...shared}
          />
        ))}
      </ul>
    </Part>
  );
}

function placeOf({ rank, role }: Member): number {
  if (rank === "host") return 0;
  return isStaff(role) ? 1 : 2;
}
