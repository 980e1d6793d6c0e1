"use client";

import { useEffect, useEffectEvent } from "react";
import { useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { InboxDesk } from "@/lib/inbox-desk";
import { EVERYTHING_OPEN } from "@/lib/inbox-view";
import { answered } from "../answered";
import { useToast } from "../ui/toast";
import { lookAt } from "./kept-view";

interface UnknownTagProps {
  businessId: string;
  tag: string;
  read: (asked: { businessId: string }) => Promise<ActionResult<InboxDesk>>;
  onRead: (desk: InboxDesk) => void;
}

/** A view by a tag that is deleted makes way for what an inbox begins with; one that is new was only not known. */
export function UnknownTag({ businessId, tag, read, onRead }: UnknownTagProps) {
  const t = useTranslations("views");
  const toast = useToast();
  const take = useEffectEvent((desk: InboxDesk) => {
    onRead(desk);
    if (desk.tags.some(({ id }) => id === tag)) return;
    lookAt(EVERYTHING_OPEN, "replaceState");
    toast({ text: t("noSuchTag") });
  });
  useEffect(() => {
    let isDropped = false;
    void answered(read({ businessId })).then((result) => {
      if (!isDropped && result.ok) take(result.value);
    });
    return () => {
      isDropped = true;
    };
  }, [businessId, read]);
  return null;
}
