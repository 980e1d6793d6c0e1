"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { WaitingPost } from "@/lib/broadcast";
import { zoneName } from "@/lib/time-zone";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { fullDateOf } from "../ui/moment";
import { useToast } from "../ui/toast";
import { useReader } from "../ui/use-reader";
import { useRefusalWords } from "../use-refusal-words";
import { AsksToConfirm } from "./confirmed";
import type { DeskOf, DraftActions } from "./desk-actions";
import { DeskHeader } from "./desk-header";
import { PostSheet } from "./post-sheet";
import { PublishDialog } from "./publish-dialog";
import { TestButton } from "./test-button";
import { useDropping } from "./use-dropping";

interface PlannedPostProps {
  post: WaitingPost;
  desk: DeskOf;
  actions: DraftActions;
  onTakenBack: (post: WaitingPost) => void;
}

/** A post that will be published: as it will be, and when. */
export function PlannedPost({ post, desk, actions, onTakenBack }: PlannedPostProps) {
  const t = useTranslations("desk");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const reader = useReader();
  const drop = useDropping(desk, actions);
  const [isPublishing, setPublishing] = useState(false);
  const { business, topics, timeZone } = desk;
  const { id, publishAt } = post;
  const when = reader && publishAt ? fullDateOf(publishAt, { ...reader, timeZone }) : "";

  async function takeBack() {
    const result = await answered(actions.takeBack({ businessId: business.id, id }));
    if (result.ok) onTakenBack(result.value);
    else toast({ text: refusalWords(result.refusal.code) });
  }

  return (
    <>
      <DeskHeader note={<bdi>{business.name}</bdi>} slug={business.slug} title={t("planned")}>
        <TestButton desk={desk} id={id} test={actions.test} />
        <IconButton icon="bin" label={t("drop")} onClick={() => void drop(id, post)} />
        <Button onClick={() => setPublishing(true)} size="small">
          {t("publish.open")}
        </Button>
      </DeskHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-xl space-y-4 px-4 py-5 sm:px-6">
          <Banner icon="clock" look="calm">
            <p className="font-medium" data-planned>
              {t("plan.will", { when })}
            </p>
            <p className="text-ink-soft">{t("plan.zone", { zone: zoneName(timeZone) })}</p>
            <Button className="mt-2" look="secondary" onClick={() => void takeBack()} size="small">
              {t("plan.takeBack")}
            </Button>
          </Banner>
          <PostSheet
            by={business}
            note={post.isSilent ? t("silent.label") : t("planned")}
            post={post}
            topic={topics.find((topic) => topic.id === post.topicId)?.name}
          >
            {post.asksToConfirm && <AsksToConfirm />}
          </PostSheet>
        </div>
      </div>
      {isPublishing && (
        <PublishDialog
          actions={actions}
          desk={desk}
          onClose={() => setPublishing(false)}
          post={{ id, rev: post.rev }}
          written={post}
        />
      )}
    </>
  );
}
