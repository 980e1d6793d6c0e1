"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import type { GroupActions } from "./group-actions";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface LeaveGroupProps {
  conversationId: string;
  title: string;
  actions: GroupActions;
  onLeft: () => void;
}

/** There is no way back but an invitation, so it is asked once more. */
export function LeaveGroup({ conversationId, title, actions, onLeft }: LeaveGroupProps) {
  const t = useTranslations("groups.leave");
  const [isOpen, setOpen] = useState(false);
  const { wish, isOnItsWay, problem } = useWish((id) => actions.leave({ conversationId, id }), onLeft);
  return (
    <Dialog
      description={t("advice")}
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={t("title", { title })}
      trigger={
        <Button className="w-full text-danger!" look="secondary">
          <Icon name="leave" />
          {t("open")}
        </Button>
      }
    >
      <Problem words={problem} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button look="secondary" onClick={() => setOpen(false)}>
          {t("stay")}
        </Button>
        <Button disabled={isOnItsWay} look="danger" onClick={wish}>
          {isOnItsWay ? t("doing") : t("do")}
        </Button>
      </div>
    </Dialog>
  );
}
