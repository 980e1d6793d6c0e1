"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Rank } from "@/lib/group";
import { isStaff } from "@/lib/permissions";
import type { Member } from "@/lib/protocol/event";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuDivider, MenuItem } from "../ui/menu";
import type { GroupActions } from "./group-actions";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface MemberLineProps {
  conversationId: string;
  member: Member;
  selfId: string;
  status: "online" | "away" | undefined;
  isHost: boolean;
  actions: GroupActions;
}

export function MemberLine({ conversationId, member, selfId, status, isHost, actions }: MemberLineProps) {
  const t = useTranslations("groups");
  const { userId, name, role, rank } = member;
  const isSelf = userId === selfId;
  const [isAsking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  const other: Rank = rank === "host" ? "member" : "host";
  const ranking = useWish((id) => actions.rank({ conversationId, id, userId, rank: other }));
  const removal = useWish((id) => actions.remove({ conversationId, id, userId }));
  return (
    <li className="rounded-md px-2 py-1.5 has-data-asking:bg-sunken">
      <div className="flex min-h-10 items-center gap-3 text-sm">
        <Avatar id={userId} name={name} size="small" status={status} />
        <span className="min-w-0 flex-1 truncate">
          <bdi>{isSelf ? t("you", { name }) : name}</bdi>
          {status && <span className="sr-only">, {t("hereNow")}</span>}
        </span>
        {isStaff(role) && <Tag>{t(role === "owner" ? "owner" : "agent")}</Tag>}
        {rank === "host" && <Tag>{t("host")}</Tag>}
        {isHost && !isSelf && (
          <Menu
            focusAfter={yes}
            trigger={<IconButton icon="more" label={t("actions", { name })} size="small-round" />}
          >
            <MenuItem icon="person" isDisabled={ranking.isOnItsWay} onSelect={ranking.wish}>
              {t(rank === "host" ? "makeMember" : "makeHost")}
            </MenuItem>
            {!isStaff(role) && (
              <>
                <MenuDivider />
                <MenuItem icon="leave" look="danger" onSelect={() => setAsking(true)}>
                  {t("remove.do")}
                </MenuItem>
              </>
            )}
          </Menu>
        )}
      </div>
      {isAsking && (
        <div className="pt-1 pb-2 text-sm" data-asking>
          <p className="font-medium">{t("remove.ask", { name })}</p>
          <p className="text-ink-soft">{t("remove.advice")}</p>
          <div className="mt-2 flex gap-2">
            <Button disabled={removal.isOnItsWay} look="danger" onClick={removal.wish} ref={yes} size="small">
              {t("remove.yes")}
            </Button>
            <Button look="secondary" onClick={() => setAsking(false)} size="small">
              {t("remove.no")}
            </Button>
          </div>
        </div>
      )}
      <Problem words={ranking.problem ?? removal.problem} />
    </li>
  );
}

function Tag({ children }: { children: string }) {
  return (
    <span className="shrink-0 rounded-full bg-sunken px-2 py-0.5 text-xs font-medium text-ink-soft">
      {children}
    </span>
  );
}
