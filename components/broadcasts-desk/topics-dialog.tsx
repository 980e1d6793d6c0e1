"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { v7 as newId } from "uuid";
import { TOPIC_NAME_LENGTH_MAX, TOPICS_MAX, type Topic } from "@/lib/broadcast";
import { answered } from "../answered";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";
import type { TopicActions } from "./desk-actions";
import { moved } from "./moved";

interface TopicsDialogProps {
  businessId: string;
  topics: Topic[];
  actions: TopicActions;
}

/** What readers can choose among: made, called, put in order and taken away. */
export function TopicsDialog({ businessId, topics: atFirst, actions }: TopicsDialogProps) {
  const t = useTranslations("desk.topics");
  const refusalWords = useRefusalWords();
  const router = useRouter();
  const [topics, setTopics] = useState(atFirst);
  const [problem, setProblem] = useState<string>();
  const [isEditing, setEditing] = useState<string>();
  const [isRemoving, setRemoving] = useState<Topic>();
  // Kept until it was answered, so that pressing again after a lost answer makes one.
  const [idOfNew, setIdOfNew] = useState(() => newId());

  function problemOf(code: string): string {
    if (code === "conflict") return t("taken");
    if (code === "bad-command") return t("wrong");
    return code === "too-many" && topics.length >= TOPICS_MAX
      ? t("full", { max: TOPICS_MAX })
      : refusalWords(code);
  }

  async function save(topic: Topic): Promise<boolean> {
    const result = await answered(actions.saveTopic({ businessId, ...topic }));
    setProblem(result.ok ? undefined : problemOf(result.refusal.code));
    if (!result.ok) return false;
    const isNew = !topics.some(({ id }) => id === topic.id);
    setTopics((before) =>
      isNew ? [...before, result.value] : before.map((each) => (each.id === topic.id ? result.value : each)),
    );
    if (isNew) setIdOfNew(newId());
    setEditing(undefined);
    return true;
  }

  async function move(from: number, by: -1 | 1) {
    const before = topics;
    const after = moved(topics, from, by);
    setTopics(after);
    const result = await answered(actions.orderTopics({ businessId, ids: after.map(({ id }) => id) }));
    setProblem(result.ok ? undefined : problemOf(result.refusal.code));
    if (!result.ok) setTopics(before);
  }

  async function remove({ id }: Topic) {
    const result = await answered(actions.removeTopic({ businessId, id }));
    setProblem(result.ok ? undefined : problemOf(result.refusal.code));
    if (result.ok) setTopics((before) => before.filter((topic) => topic.id !== id));
    setRemoving(undefined);
  }

  return (
    <Dialog
      description={t("advice")}
      onOpenChange={(isOpen) => !isOpen && router.refresh()}
      title={t("title")}
      trigger={
        <Button look="secondary" size="small">
          {t("title")}
        </Button>
      }
    >
      <ul className="divide-y divide-line rounded-lg border border-line">
        {topics.length === 0 && <li className="px-4 py-3 text-sm text-ink-soft">{t("none")}</li>}
        {topics.map((topic, place) => (
          <li className="flex min-h-13 items-center gap-0.5 py-1.5 ps-4 pe-1.5" key={topic.id}>
            {isEditing === topic.id ? (
              <NameForm name={topic.name} onSave={(name) => save({ ...topic, name })} words={t("save")} />
            ) : (
              <>
                <span className="min-w-0 flex-1 truncate font-medium">
                  <bdi>{topic.name}</bdi>
                </span>
                <IconButton
                  aria-disabled={place === 0}
                  icon="up"
                  label={t("up", { name: topic.name })}
                  onClick={() => place > 0 && void move(place, -1)}
                  size="small-round"
                />
                <IconButton
                  aria-disabled={place === topics.length - 1}
                  icon="down"
                  label={t("down", { name: topic.name })}
                  onClick={() => place < topics.length - 1 && void move(place, 1)}
                  size="small-round"
                />
                <IconButton
                  icon="edit"
                  label={t("rename", { name: topic.name })}
                  onClick={() => setEditing(topic.id)}
                  size="small-round"
                />
                <IconButton
                  icon="bin"
                  label={t("remove", { name: topic.name })}
                  onClick={() => setRemoving(topic)}
                  size="small-round"
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {problem && (
        <p className="mt-3 text-sm text-danger" role="alert">
          {problem}
        </p>
      )}
      {isRemoving ? (
        <div className="mt-4 rounded-lg bg-sunken p-4">
          <p>{t("sure", { name: isRemoving.name })}</p>
          <div className="mt-3 flex gap-2">
            <Button look="danger" onClick={() => void remove(isRemoving)} size="small">
              {t("confirm")}
            </Button>
            <Button look="secondary" onClick={() => setRemoving(undefined)} size="small">
              {t("keep")}
            </Button>
          </div>
        </div>
      ) : (
        <div className="mt-4">
          <NameForm key={idOfNew} onSave={(name) => save({ id: idOfNew, name })} words={t("add")} />
        </div>
      )}
    </Dialog>
  );
}

interface NameFormProps {
  name?: string;
  words: string;
  onSave: (name: string) => Promise<boolean>;
}

function NameForm({ name: atFirst = "", words, onSave }: NameFormProps) {
  const t = useTranslations("desk.topics");
  const [name, setName] = useState(atFirst);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== "") void onSave(name.trim());
  }
  return (
    <form className="flex w-full flex-wrap items-end gap-2" onSubmit={submit}>
      <TextField
        autoComplete="off"
        className="min-w-40 flex-1"
        label={t("name")}
        maxLength={TOPIC_NAME_LENGTH_MAX}
        onChange={({ target }) => setName(target.value)}
        value={name}
      />
      <Button disabled={name.trim() === ""} type="submit">
        {words}
      </Button>
    </form>
  );
}
