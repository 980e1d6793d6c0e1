import { isStaff } from "@/lib/permissions";
import type { Group } from "../groups/group-actions";
import type { ConversationActions } from "./actions";
import { ConversationHeader, type ConversationHeaderProps } from "./conversation-header";
import { GroupHeader } from "./group-parts";
import { JoinButton } from "./join-button";

interface HeaderOfProps extends ConversationHeaderProps {
  conversationId: string;
  group: Group | undefined;
  /** As the server saw it, until the room says who takes part. */
  isParticipant: boolean;
  join: ConversationActions["join"];
}

/** With whom one talks: the one other side, or the people of a group. Who of the business looks on can join. */
export function HeaderOf({ group, isParticipant, join, ...props }: HeaderOfProps) {
  const { conversationId, counterpart, view, leading } = props;
  const trailing = (
    <>
      {isLookingOn(view, isParticipant) && <JoinButton conversationId={conversationId} join={join} />}
      {props.trailing}
    </>
  );
  if (!group) return <ConversationHeader {...{ counterpart, view, leading, trailing }} />;
  const title = counterpart.name;
  return <GroupHeader {...{ conversationId, title, group, view, leading, trailing }} />;
}

function isLookingOn({ self, participants }: HeaderOfProps["view"], isParticipant: boolean): boolean {
  if (!isStaff(self.role)) return false;
  if (participants.length === 0) return !isParticipant;
  return !participants.some(({ userId }) => userId === self.userId);
}
