"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as newId } from "uuid";
import { SAVED_REPLIES_MAX, type SavedReply } from "@/lib/saved-reply";
import { answered } from "../answered";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { useRefusalWords } from "../use-refusal-words";
import type { SavedReplyActions } from "./saved-reply-actions";
import { SavedReplyForm } from "./saved-reply-form";

interface SavedReplySettingsProps extends SavedReplyActions {
  businessId: string;
  replies: SavedReply[];
}

/** The saved replies of a business, for whoever writes them. */
export function SavedReplySettings({ businessId, replies: atFirst, save, remove }: SavedReplySettingsProps) {
  const t = useTranslations("replies.settings");
  const refusalWords = useRefusalWords();
  const toast = useToast();
  const [replies, setReplies] = useState(atFirst);
  const [isEditing, setEditing] = useState<SavedReply>();
  // Kept until it was answered, so that pressing again after a lost answer makes one.
  const [idOfNew, setIdOfNew] = useState(() => newId());

  /** What is wrong, or nothing. */
  async function keep(reply: SavedReply): Promise<string | undefined> {
    const result = await answered(save({ businessId, ...reply }));
    if (result.ok) {
      setReplies((before) =>
        [...before.filter(({ id }) => id !== reply.id), result.value].toSorted((one, other) =>
          one.shortcut < other.shortcut ? -1 : 1,
        ),
      );
      setEditing(undefined);
      if (reply.id === idOfNew) setIdOfNew(newId());
      return;
    }
    const { code } = result.refusal;
    if (code === "conflict") return t("taken");
    return code === "too-many" && replies.length >= SAVED_REPLIES_MAX
      ? t("full", { max: SAVED_REPLIES_MAX })
      : refusalWords(code);
  }

  async function takeAway(reply: SavedReply) {
    const result = await answered(remove({ businessId, id: reply.id }));
    if (!result.ok) {
      toast({ text: refusalWords(result.refusal.code) });
      return;
    }
    setReplies((before) => before.filter(({ id }) => id !== reply.id));
    toast({
      text: t("deleted", { shortcut: reply.shortcut }),
      undo: async () => {
        const problem = await keep(reply);
        if (problem) toast({ text: problem });
      },
    });
  }

  return (
    <section>
      <h2 className="font-display text-xl">{t("title")}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-soft">{t("advice")}</p>
      <ul className="mb-6 divide-y divide-line rounded-lg border border-line bg-surface">
        {replies.length === 0 && <li className="px-4 py-3 text-sm text-ink-soft">{t("none")}</li>}
        {replies.map((reply) => (
          <li className="flex min-h-13 items-center gap-1 py-2.5 ps-4 pe-2" key={reply.id}>
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-semibold">
                <bdi>/{reply.shortcut}</bdi>
              </p>
              <p className="line-clamp-2 text-sm wrap-anywhere text-ink-soft" dir="auto">
                {reply.body}
              </p>
            </div>
            <IconButton
              icon="edit"
              label={t("edit", { shortcut: reply.shortcut })}
              onClick={() => setEditing(reply)}
            />
            <IconButton
              icon="bin"
              label={t("delete", { shortcut: reply.shortcut })}
              onClick={() => void takeAway(reply)}
            />
          </li>
        ))}
      </ul>
      <h3 className="mb-3 font-semibold">{t("new")}</h3>
      <SavedReplyForm
        key={idOfNew}
        onSave={(written) => keep({ id: idOfNew, ...written })}
        words={t("add")}
      />
      <Dialog
        isOpen={isEditing !== undefined}
        onOpenChange={() => setEditing(undefined)}
        title={t("edit", { shortcut: isEditing?.shortcut ?? "" })}
      >
        {isEditing && (
          <SavedReplyForm
            onSave={(written) => keep({ ...isEditing, ...written })}
            reply={isEditing}
            words={t("save")}
          />
        )}
      </Dialog>
    </section>
  );
}
