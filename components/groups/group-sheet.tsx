"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { ConversationView } from "@/lib/client/conversation-client";
import { hosts } from "@/lib/group";
import { QueryProvider } from "../query-provider";
import { Dialog } from "../ui/dialog";
import { AddPeople } from "./add-people";
import type { Group } from "./group-actions";
import { GroupAvatar } from "./group-avatar";
import { InvitePeople } from "./invite-people";
import { LeaveGroup } from "./leave-group";
import { MemberList } from "./member-list";
import { RenameGroup } from "./rename-group";

interface GroupSheetProps {
  conversationId: string;
  title: string;
  group: Group;
  view: ConversationView;
  /** The button that opens it again. */
  trigger: ReactNode;
}

/** Who is in the group and what can be done about it. It is first drawn when it is asked for, and so opens at once. */
export function GroupSheet({ conversationId, title, group, view, trigger }: GroupSheetProps) {
  const t = useTranslations("groups");
  const [isOpen, setOpen] = useState(true);
  const { self, participants } = view;
  const seat = participants.find(({ userId }) => userId === self.userId);
  const isHost = hosts(self.role, seat?.rank);
  const about = { conversationId, actions: group.actions };
  return (
    <Dialog at="end" isOpen={isOpen} onOpenChange={setOpen} title={t("details")} trigger={trigger}>
      <div className="space-y-7">
        <div className="flex items-center gap-3">
          <GroupAvatar id={conversationId} people={participants} title={title} />
          <div className="min-w-0 flex-1">
            <RenameGroup {...about} isAllowed={isHost} title={title} />
            <p className="truncate text-sm text-ink-soft">{t("of", { business: group.businessName })}</p>
          </div>
        </div>
        <MemberList {...about} isHost={isHost} view={view} />
        {isHost && (
          <QueryProvider>
            <AddPeople {...about} members={participants} />
            <InvitePeople {...about} isGuest={group.isGuest} />
          </QueryProvider>
        )}
        {seat && <LeaveGroup {...about} onLeft={() => setOpen(false)} title={title} />}
      </div>
    </Dialog>
  );
}
