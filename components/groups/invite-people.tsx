"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { granted } from "../granted";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { CopyLink } from "./copy-link";
import type { GroupActions } from "./group-actions";
import { OpenInvitations } from "./open-invitations";
import { Part } from "./part";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface InvitePeopleProps {
  conversationId: string;
  isGuest: boolean;
  actions: GroupActions;
}

/** By mail, by link, and what is still open. */
export function InvitePeople({ conversationId, isGuest, actions }: InvitePeopleProps) {
  const t = useTranslations("groups.invite");
  const { data, refetch } = useQuery({
    queryKey: ["invitations", conversationId],
    queryFn: async () => granted(await actions.invitations({ conversationId })),
  });
  const readAgain = () => void refetch();
  const link = useWish((id) => actions.inviteLink({ conversationId, id }), readAgain);
  return (
    <Part title={t("title")}>
      <div className="space-y-5">
        {!isGuest && (
          <InviteByEmail actions={actions} conversationId={conversationId} onInvited={readAgain} />
        )}
        <div>
          <Button disabled={link.isOnItsWay} look="secondary" onClick={link.wish} size="small">
            {t("link")}
          </Button>
          <p className="mt-1.5 text-sm text-ink-faint">{t("linkHint")}</p>
          <Problem words={link.problem} />
        </div>
        {data && data.invitations.length > 0 && (
          <OpenInvitations
            actions={actions}
            conversationId={conversationId}
            invitations={data.invitations}
            onRevoked={readAgain}
          />
        )}
      </div>
    </Part>
  );
}

interface InviteByEmailProps {
  conversationId: string;
  actions: GroupActions;
  onInvited: () => void;
}

function InviteByEmail({ conversationId, actions, onInvited }: InviteByEmailProps) {
  const t = useTranslations("groups.invite");
  const locale = useLocale();
  const [email, setEmail] = useState("");
  const [invited, setInvited] = useState<{ email: string; path: string; isSent: boolean }>();
  const { wish, isOnItsWay, problem } = useWish(
    (id) => actions.inviteEmail({ conversationId, id, email, locale }),
    (granted) => {
      setInvited({ email, ...granted });
      setEmail("");
      onInvited();
    },
  );
  return (
    <form action={wish}>
      <TextField
        autoComplete="off"
        dir="ltr"
        error={problem}
        hint={t("emailHint")}
        label={t("email")}
        onChange={({ target }) => setEmail(target.value)}
        required
        type="email"
        value={email}
      />
      <Button className="mt-3" disabled={isOnItsWay} size="small" type="submit">
        {isOnItsWay ? t("sending") : t("send")}
      </Button>
      {invited && (
        <Banner
          className="mt-3"
          icon={invited.isSent ? "sent" : "failed"}
          look={invited.isSent ? "calm" : "warning"}
        >
          <span className="[overflow-wrap:anywhere]">
            {t(invited.isSent ? "sent" : "notSent", { email: invited.email })}
          </span>
          {!invited.isSent && <CopyLink label={t("copyFor", { email: invited.email })} path={invited.path} />}
        </Banner>
      )}
    </form>
  );
}
