"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Audience, WrittenPost } from "@/lib/broadcast";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon, type IconName } from "../ui/icon";
import { Skeleton } from "../ui/skeleton";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { DeskOf, DraftActions } from "./desk-actions";

interface PublishDialogProps {
  post: { id: string; rev: number };
  written: Pick<WrittenPost, "topicId" | "isSilent" | "asksToConfirm">;
  desk: DeskOf;
  actions: Pick<DraftActions, "audience" | "publish">;
  onPublished?: () => void;
  onClose: () => void;
}

/** Says who will be told, and publishes. */
export function PublishDialog({ post, written, desk, actions, onPublished, onClose }: PublishDialogProps) {
  const t = useTranslations("desk.publish");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { id: businessId, slug } = desk.business;

  async function publish() {
    setBusy(true);
    const result = await answered(actions.publish({ businessId, ...post }));
    setBusy(false);
    if (!result.ok) setProblem(refusalWords(result.refusal.code));
    else if (result.value.is === "failed") setProblem(t("failed"));
    else if (result.value.is === "changed") setProblem(t("changed"));
    else {
      onPublished?.();
      toast({
        text: t(result.value.is === "published" ? "done" : "soon"),
        link: {
          href: { pathname: `/inbox/broadcasts/${post.id}`, query: { business: slug } },
          text: t("look"),
        },
      });
      router.push(`/inbox/broadcasts?business=${slug}`);
    }
  }

  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <ToldOf audience={actions.audience} businessId={businessId} written={written} />
      {problem && (
        <p className="mt-3 text-sm text-danger" role="alert">
          {problem}
        </p>
      )}
      <Button aria-busy={isBusy} className="mt-5 w-full" disabled={isBusy} onClick={() => void publish()}>
        {t("now")}
      </Button>
    </Dialog>
  );
}

interface ToldOfProps {
  businessId: string;
  written: PublishDialogProps["written"];
  audience: DraftActions["audience"];
}

function ToldOf({ businessId, written: { topicId, isSilent, asksToConfirm }, audience: ask }: ToldOfProps) {
  const t = useTranslations("desk.publish");
  const [audience, setAudience] = useState<Audience>();
  useEffect(() => {
    let isGone = false;
    void answered(ask({ businessId, topicId })).then((result) => {
      if (result.ok && !isGone) setAudience(result.value);
    });
    return () => {
      isGone = true;
    };
  }, [ask, businessId, topicId]);
  const lines: { icon: IconName; text: string }[] = audience
    ? [
        { icon: "globe", text: t("public") },
        { icon: "people", text: t(topicId ? "readersOfTopic" : "readers", { count: audience.readers }) },
        ...(isSilent
          ? [{ icon: "bell" as const, text: t("silent") }]
          : audience.readers > 0
            ? [
                { icon: "mail" as const, text: t("mail", { count: audience.byMail }) },
                { icon: "bell" as const, text: t("push", { count: audience.byPush }) },
              ]
            : []),
        ...(asksToConfirm ? [{ icon: "flag" as const, text: t("confirm") }] : []),
      ]
    : [];
  return (
    <ul aria-busy={!audience} className="space-y-3" data-audience={audience && ""}>
      {lines.map(({ icon, text }) => (
        <li className="flex items-start gap-3" key={text}>
          <Icon className="mt-0.5 size-5 shrink-0 text-pine-ink" name={icon} />
          <span>{text}</span>
        </li>
      ))}
      {!audience && (
        <li className="space-y-3">
          <Skeleton className="h-5 w-4/5" />
          <Skeleton className="h-5 w-3/5" />
          <Skeleton className="h-5 w-2/3" />
        </li>
      )}
    </ul>
  );
}
