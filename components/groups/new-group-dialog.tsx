"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import { GROUP_TITLE_LENGTH_MAX, INVITED_AT_ONCE_MAX } from "@/lib/group";
import type { Locale } from "@/lib/locale";
import { Banner } from "../ui/banner";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { Problem } from "./problem";
import { useWish } from "./use-wish";

interface Made {
  conversationId: string;
  /** Addresses that could not be written to. */
  notInvited: string[];
}

export interface NewGroupProps {
  business: { slug: string; name: string };
  /** Guests invite by link alone, when the group is there. */
  isGuest: boolean;
  /** Where the maker finds their conversations. */
  base: "/chats" | "/inbox";
  start: (asked: {
    business: string;
    id: string;
    title: string;
    emails: string[];
    locale: Locale;
  }) => Promise<ActionResult<Made>>;
}

/** It is first drawn when it is asked for, and so opens at once. */
export function NewGroupDialog({ trigger, ...props }: NewGroupProps & { trigger: ReactNode }) {
  const t = useTranslations("groups.new");
  const [isOpen, setOpen] = useState(true);
  const { name } = props.business;
  return (
    <Dialog
      description={t("advice", { business: name })}
      isOpen={isOpen}
      onOpenChange={setOpen}
      title={t("title", { business: name })}
      trigger={trigger}
    >
      <NewGroupForm {...props} onMade={() => setOpen(false)} />
    </Dialog>
  );
}

function NewGroupForm({ business, isGuest, base, start, onMade }: NewGroupProps & { onMade: () => void }) {
  const t = useTranslations("groups.new");
  const locale = useLocale();
  const router = useRouter();
  const [title, setTitle] = useState("");
  const [emails, setEmails] = useState("");
  const [made, setMade] = useState<Made>();
  const { wish, isOnItsWay, problem } = useWish(
    (id) => start({ business: business.slug, id, title, emails: addressesIn(emails), locale }),
    (group) => {
      setMade(group);
      if (group.notInvited.length > 0) return;
      onMade();
      router.push(`${base}/${group.conversationId}`);
    },
  );
  if (made && made.notInvited.length > 0)
    return (
      <div className="space-y-4">
        <Banner icon="failed" look="warning">
          <span className="[overflow-wrap:anywhere]">
            {t("notInvited", { emails: made.notInvited.join(", ") })}
          </span>
        </Banner>
        <Link className={buttonClass()} href={`${base}/${made.conversationId}`}>
          {t("go")}
        </Link>
      </div>
    );
  return (
    <form action={wish} className="space-y-4">
      <TextField
        autoFocus
        dir="auto"
        hint={t("nameHint")}
        label={t("name")}
        maxLength={GROUP_TITLE_LENGTH_MAX}
        onChange={({ target }) => setTitle(target.value)}
        required
        value={title}
      />
      {!isGuest && (
        <TextField
          autoComplete="off"
          dir="ltr"
          hint={t("emailsHint", { count: INVITED_AT_ONCE_MAX })}
          label={t("emails")}
          onChange={({ target }) => setEmails(target.value)}
          value={emails}
        />
      )}
      <Problem words={problem} />
      <Button className="w-full" disabled={isOnItsWay || title.trim() === ""} type="submit">
        {isOnItsWay ? t("doing") : t("do")}
      </Button>
    </form>
  );
}

function addressesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
}
