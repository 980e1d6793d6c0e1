"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { POST_LENGTH_MAX, type WaitingPost } from "@/lib/broadcast";
import { answered } from "../answered";
import { tabStorage } from "../conversation/use-draft";
import { granted } from "../granted";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { AsksToConfirm } from "./confirmed";
import { DeskHeader } from "./desk-header";
import { PlanDialog } from "./plan-dialog";
import type { PostDeskProps } from "./post-desk";
import { PostKeeper } from "./post-keeper";
import { PostOptions } from "./post-options";
import { PostProblem } from "./post-problem";
import { PostSheet } from "./post-sheet";
import { PublishDialog } from "./publish-dialog";
import { SavedMark } from "./saved-mark";
import { TestButton } from "./test-button";
import { useDropping } from "./use-dropping";
import { WritingCard } from "./writing-card";

/** Where a post is written, beside what its readers will see. */
export function PostEditor(props: PostDeskProps & { onPlanned: (post: WaitingPost) => void }) {
  const { id, post, conversationId, desk, actions, onPlanned } = props;
  const t = useTranslations("desk");
  const { business, topics } = desk;
  const keeper = useKeeper(props);
  const kept = useSyncExternalStore(keeper.subscribe, keeper.getSnapshot);
  const { written, other, problem } = kept;
  const [asks, setAsks] = useState<"publish" | "plan">();
  const [isPreviewed, setPreviewed] = useState(false);
  const drop = useDropping(desk, actions);
  const isEmpty = written.body.trim() === "" && written.attachments.length === 0;
  const isTooLong = written.body.length > POST_LENGTH_MAX;
  const isStuck = other !== undefined || problem === "closed";
  const canPublish = !isEmpty && !isTooLong && !isStuck;

  /** What is published or planned is what the site holds. */
  async function ask(what: "publish" | "plan") {
    if (canPublish && (await keeper.save())) setAsks(what);
  }
  const close = () => setAsks(undefined);

  return (
    <>
      <DeskHeader
        note={<SavedMark isNew={kept.rev === 0} kept={kept} />}
        slug={business.slug}
        title={t(kept.rev === 0 ? "new" : "draft")}
      >
        {canPublish && <TestButton desk={desk} id={id} isKept={() => keeper.save()} test={actions.test} />}
        {kept.rev > 0 && !isStuck && (
          <IconButton
            icon="bin"
            label={t("drop")}
            onClick={async () => {
              // Nothing of it may arrive once it is gone.
              await keeper.save();
              await drop(id, written, () => keeper.abandon());
            }}
          />
        )}
        <div className="flex gap-2 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:p-3 max-sm:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <Button
            aria-disabled={!canPublish}
            className="max-sm:h-11 max-sm:flex-1"
            look="secondary"
            onClick={() => void ask("plan")}
            size="small"
          >
            {t("plan.open")}
          </Button>
          <Button
            aria-disabled={!canPublish}
            className="max-sm:h-11 max-sm:flex-1"
            onClick={() => void ask("publish")}
            size="small"
          >
            {t("publish.open")}
          </Button>
        </div>
      </DeskHeader>
      <div className="min-h-0 flex-1 overflow-y-auto max-sm:pb-24">
        <div className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] items-start gap-5 px-4 py-5 sm:px-6 @3xl:grid-cols-2">
          <PostProblem desk={desk} keeper={keeper} kept={kept} onPlanned={onPlanned} post={post} />
          <Sides isPreviewed={isPreviewed} onTurn={setPreviewed} />
          <div className={`min-w-0 space-y-4 ${isPreviewed ? "@max-3xl:hidden" : ""}`}>
            <WritingCard
              conversationId={conversationId}
              onWrite={(changed) => keeper.write(changed)}
              postId={id}
              written={written}
            />
            <PostOptions onWrite={(changed) => keeper.write(changed)} topics={topics} written={written} />
          </div>
          <section
            aria-label={t("preview")}
            className={`min-w-0 @3xl:sticky @3xl:top-5 ${isPreviewed ? "" : "@max-3xl:hidden"}`}
          >
            <h2 className="mb-2 text-sm font-medium text-ink-soft @max-3xl:sr-only">{t("preview")}</h2>
            <PostSheet
              by={desk.author}
              note={t("now")}
              post={written}
              topic={topics.find((topic) => topic.id === written.topicId)?.name}
            >
              {isEmpty && <p className="text-ink-faint">{t("empty")}</p>}
              {written.asksToConfirm && <AsksToConfirm />}
            </PostSheet>
          </section>
        </div>
      </div>
      {asks === "publish" && (
        <PublishDialog
          actions={actions}
          desk={desk}
          onClose={close}
          onPublished={() => keeper.abandon()}
          post={{ id, rev: kept.rev }}
          written={written}
        />
      )}
      {asks === "plan" && (
        <PlanDialog
          actions={actions}
          desk={desk}
          onClose={close}
          onPlanned={(planned) => {
            keeper.abandon();
            onPlanned(planned);
          }}
          post={{ id, rev: kept.rev }}
        />
      )}
    </>
  );
}

function useKeeper({ id, post, desk, actions }: PostDeskProps): PostKeeper {
  const [keeper] = useState(
    () =>
      new PostKeeper(id, post, {
        save: async (saved) =>
          granted(await answered(actions.save({ businessId: desk.business.id, ...saved }))),
        storage: tabStorage(),
      }),
  );
  useEffect(() => keeper.start(), [keeper]);
  return keeper;
}

/** Where there is room for one of both. */
function Sides({ isPreviewed, onTurn }: { isPreviewed: boolean; onTurn: (isPreviewed: boolean) => void }) {
  const t = useTranslations("desk");
  const sides = [
    { isIt: !isPreviewed, label: t("write"), turn: () => onTurn(false) },
    { isIt: isPreviewed, label: t("preview"), turn: () => onTurn(true) },
  ];
  return (
    <div className="flex gap-1 rounded-lg bg-sunken p-1 @3xl:hidden">
      {sides.map(({ isIt, label, turn }) => (
        <button
          aria-pressed={isIt}
          className="min-h-9 flex-1 rounded-md text-sm font-medium text-ink-soft aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-raised forced-colors:aria-pressed:underline"
          key={label}
          onClick={turn}
          type="button"
        >
          {label}
        </button>
      ))}
    </div>
  );
}
