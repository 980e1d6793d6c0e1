"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Time } from "../ui/time";
import { CopyLink } from "./copy-link";
import type { GroupActions, OpenInvitation } from "./group-actions";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface OpenInvitationsProps {
  conversationId: string;
  invitations: OpenInvitation[];
  actions: GroupActions;
  onRevoked: () => void;
}

export function OpenInvitations({ invitations, ...shared }: OpenInvitationsProps) {
  const t = useTranslations("groups.invite");
  return (
    <div>
      <h4 className="mb-2 text-sm font-medium">{t("open")}</h4>
      <ul className="space-y-3">
        {invitations.map((invitation) => (
          <InvitationLine invitation={invitation} key={invitation.id} {...shared} />
        ))}
      </ul>
    </div>
  );
}

interface InvitationLineProps extends Omit<OpenInvitationsProps, "invitations"> {
  invitation: OpenInvitation;
}

function InvitationLine({ conversationId, invitation, actions, onRevoked }: InvitationLineProps) {
  const t = useTranslations("groups.invite");
  const { id, email, by, expiresAt, path } = invitation;
  const { wish, isOnItsWay, problem } = useWish(
    () => actions.revokeInvitation({ conversationId, id }),
    onRevoked,
  );
  return (
    <li className="rounded-md border border-line p-3 text-sm">
      <p className="font-medium [overflow-wrap:anywhere]">
        <bdi>{email ?? t("byLink")}</bdi>
      </p>
      <p className="text-ink-soft">
        {t.rich("until", { name: by, when: () => <Time at={expiresAt} form="day" key="when" /> })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <CopyLink path={path} {...(email !== null && { label: t("copyFor", { email }) })} />
        <Button
          aria-label={email === null ? t("revokeLink") : t("revokeFor", { email })}
          disabled={isOnItsWay}
          look="quiet"
          onClick={wish}
          size="small"
        >
          {t("revoke")}
        </Button>
      </div>
      <Problem words={problem} />
    </li>
  );
}
