"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { POST_LENGTH_MAX, type Reach } from "@/lib/broadcast";
import type { Post } from "@/lib/protocol/post";
import { answered } from "../answered";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { IconButton } from "../ui/icon-button";
import { Time } from "../ui/time";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import { AsksToConfirm, type Confirmations, Confirmed } from "./confirmed";
import type { DeskOf, PublishedActions, QuestionActions } from "./desk-actions";
import { DeskHeader } from "./desk-header";
import { PostSheet } from "./post-sheet";
import { Questions, type QuestionsOf } from "./questions";
import { ReachReport } from "./reach-report";

interface PublishedPostProps {
  post: Post;
  reach: Reach;
  questions: QuestionsOf;
  desk: DeskOf;
  actions: PublishedActions & QuestionActions;
  /** Whether the reader wrote it: nobody else changes it. */
  isAuthor: boolean;
  /** Of a post that asks its readers for it. */
  confirmations: Confirmations | null;
}

/** A post that is out: as its readers see it, and how far it has come. */
export function PublishedPost(props: PublishedPostProps) {
  const { post, reach, questions, desk, actions, isAuthor, confirmations } = props;
  const t = useTranslations("desk");
  const [isEditing, setEditing] = useState(false);
  const remove = useRemoving(post, desk, actions);
  const { business, topics } = desk;
  return (
    <div className="@container flex h-full flex-col bg-paper">
      <DeskHeader note={<bdi>{business.name}</bdi>} slug={business.slug} title={t("published")}>
        {isAuthor && (
          <>
            <IconButton icon="bin" label={t("remove")} onClick={() => void remove()} />
            <Button look="secondary" onClick={() => setEditing(true)} size="small">
              {t("edit.open")}
            </Button>
          </>
        )}
      </DeskHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid w-full max-w-5xl grid-cols-[minmax(0,1fr)] items-start gap-5 px-4 py-5 sm:px-6 @3xl:grid-cols-2">
          <PostSheet
            by={{ id: post.senderId ?? post.id, name: post.senderName }}
            note={
              <>
                <Time at={post.createdAt} form="list" isExact />
                {post.editedAt && ` · ${t("edited")}`}
              </>
            }
            post={post}
            topic={topics.find((topic) => topic.id === post.topicId)?.name}
          >
            {post.reactions.length > 0 && (
              <ul aria-label={t("reach.reactions")} className="flex flex-wrap gap-1.5">
                {post.reactions.map(({ emoji, count }) => (
                  <li
                    className="rounded-full border border-line bg-sunken px-2.5 py-0.5 text-sm tabular-nums"
                    key={emoji}
                  >
                    {emoji} {t("reach.number", { count })}
                  </li>
                ))}
              </ul>
            )}
            {post.asksToConfirm && <AsksToConfirm />}
          </PostSheet>
          <div className="space-y-4">
            <ReachReport reach={reach} reactions={post.reactions} />
            {confirmations && (
              <Confirmed
                confirmations={confirmations}
                // An edit is confirmed anew.
                key={post.rev}
                more={actions.confirmed}
                post={{ businessId: business.id, id: post.id }}
                readers={reach.readers}
              />
            )}
            <Questions
              actions={actions}
              post={{ businessId: business.id, postId: post.id }}
              questions={questions}
              slug={business.slug}
            />
            <Link
              className={`${buttonClass({ look: "secondary", size: "small" })} w-full`}
              href={{ pathname: `/b/${business.slug}/news/${post.id}` }}
            >
              <Icon className="size-4.5" name="globe" />
              {t("public")}
            </Link>
            {!isAuthor && (
              <p className="px-1 text-sm text-ink-soft">{t("onlyAuthor", { name: post.senderName })}</p>
            )}
          </div>
        </div>
      </div>
      {isEditing && (
        <EditDialog
          businessId={business.id}
          edit={actions.edit}
          onClose={() => setEditing(false)}
          post={post}
        />
      )}
    </div>
  );
}

function useRemoving({ id }: Post, { business }: DeskOf, { remove, restore }: PublishedActions) {
  const t = useTranslations("desk");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const router = useRouter();
  const asked = { businessId: business.id, id };

  return async () => {
    const result = await answered(remove(asked));
    if (!result.ok) {
      toast({ text: refusalWords(result.refusal.code) });
      return;
    }
    async function bringBack() {
      const restored = await answered(restore(asked));
      if (restored.ok) router.push(`/inbox/broadcasts/${id}?business=${business.slug}`);
      else toast({ text: t("tooLate") });
    }
    toast({ text: t("removed"), undo: () => void bringBack() });
    router.push(`/inbox/broadcasts?business=${business.slug}`);
  };
}

interface EditDialogProps {
  post: Post;
  businessId: string;
  edit: PublishedActions["edit"];
  onClose: () => void;
}

/** What a post says from now on; its pictures stay. */
function EditDialog({ post, businessId, edit, onClose }: EditDialogProps) {
  const t = useTranslations("desk.edit");
  const refusalWords = useRefusalWords();
  const router = useRouter();
  const [body, setBody] = useState(post.body);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function save() {
    setBusy(true);
    const result = await answered(edit({ businessId, id: post.id, body }));
    setBusy(false);
    if (result.ok) {
      router.refresh();
      onClose();
    } else setProblem(refusalWords(result.refusal.code));
  }

  return (
    <Dialog
      description={t("advice")}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
    >
      <textarea
        aria-label={t("label")}
        className="block min-h-48 w-full rounded-md border border-line-strong bg-surface px-3.5 py-2 text-base"
        dir="auto"
        maxLength={POST_LENGTH_MAX}
        onChange={({ target }) => setBody(target.value)}
        rows={8}
        value={body}
      />
      {problem && (
        <p className="mt-3 text-sm text-danger" role="alert">
          {problem}
        </p>
      )}
      <Button
        className="mt-4 w-full"
        disabled={isBusy || body.trim() === "" || body === post.body}
        onClick={() => void save()}
      >
        {t("save")}
      </Button>
    </Dialog>
  );
}
