"use client";

import Link from "next/link";
import { use, useId, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { Reading } from "@/lib/following";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";
import type { ReadingChoices } from "./follow-actions";
import type { FollowButtonProps } from "./follow-button";

interface FollowSheetProps extends FollowButtonProps {
  choices: Promise<ActionResult<ReadingChoices>>;
  onClose: () => void;
}

/** What somebody hears of a business that they follow, and by which ways. */
export function FollowSheet({ choices, onClose, ...props }: FollowSheetProps) {
  const t = useTranslations("following.sheet");
  const refusalWords = useRefusalWords();
  const result = use(choices);
  const { name } = props.business;
  return (
    <Dialog
      at="end"
      description={t("lead", { business: name })}
      isOpen
      onOpenChange={onClose}
      title={t("title", { business: name })}
    >
      {result.ok && result.value.reading ? (
        <Choices {...props} choices={result.value} reading={result.value.reading} />
      ) : (
        <Banner icon="failed" look="danger">
          {refusalWords(result.ok ? "not-found" : result.refusal.code)}
        </Banner>
      )}
    </Dialog>
  );
}

interface ChoicesProps extends FollowButtonProps {
  choices: ReadingChoices;
  reading: Reading;
}

/** Each choice holds at once; where it could not be kept, it stands as before. */
function Choices({ business, actions, choices: { topics, email, canPush }, ...begun }: ChoicesProps) {
  const t = useTranslations("following.sheet");
  const refusalWords = useRefusalWords();
  const [reading, setReading] = useState(begun.reading);
  const [said, setSaid] = useState<{ problem?: string }>();
  const businessId = business.id;

  async function choose(wish: Partial<Reading>) {
    const next = { ...reading, ...wish };
    setReading(next);
    setSaid(undefined);
    const { topicIds, isPushed } = next;
    const result = await answered(actions.choose({ businessId, topicIds, isPushed }));
    if (!result.ok) setReading(reading);
    setSaid(result.ok ? {} : { problem: refusalWords(result.refusal.code) });
  }

  return (
    <div className="space-y-7">
      {topics.length > 0 && <Topics choose={choose} reading={reading} topics={topics} />}
      <fieldset>
        <legend className="font-medium">{t("ways")}</legend>
        <Box
          disabled={!canPush}
          hint={t(canPush ? "pushHint" : "noPush")}
          isOn={reading.isPushed && canPush}
          label={t("push")}
          onTurn={(isPushed) => choose({ isPushed })}
        />
        {canPush && (
          <Link
            className="ms-8 inline-flex min-h-6 items-center text-sm font-medium text-pine-ink underline"
            href="/settings"
          >
            {t("settings")}
          </Link>
        )}
        <Mails
          actions={actions}
          businessId={businessId}
          email={email}
          mail={reading.mail}
          onMail={(mail) => setReading((before) => ({ ...before, mail }))}
        />
      </fieldset>
      <p className="text-sm text-ink-soft empty:hidden" role="status">
        {said && !said.problem && t("saved")}
      </p>
      {said?.problem && (
        <Banner icon="failed" look="danger">
          {said.problem}
        </Banner>
      )}
    </div>
  );
}

interface TopicsProps {
  topics: ReadingChoices["topics"];
  reading: Reading;
  choose: (wish: Pick<Reading, "topicIds">) => void;
}

function Topics({ topics, reading: { topicIds }, choose }: TopicsProps) {
  const t = useTranslations("following.sheet");
  const name = useId();
  const every = topics.map(({ id }) => id);
  const round = "size-5 shrink-0 accent-pine";
  const turn = (id: string, isOn: boolean) =>
    choose({ topicIds: every.filter((one) => (one === id ? isOn : topicIds?.includes(one))) });
  return (
    <fieldset>
      <legend className="font-medium">{t("topics")}</legend>
      <label className="flex min-h-10 items-center gap-3">
        <input
          checked={topicIds === null}
          className={round}
          name={name}
          onChange={() => choose({ topicIds: null })}
          type="radio"
        />
        {t("all")}
      </label>
      <label className="flex min-h-10 items-center gap-3">
        <input
          checked={topicIds !== null}
          className={round}
          name={name}
          onChange={() => choose({ topicIds: every })}
          type="radio"
        />
        {t("some")}
      </label>
      {topicIds !== null && (
        <div className="ps-8">
          {topics.map((topic) => (
            <Box
              isOn={topicIds.includes(topic.id)}
              key={topic.id}
              label={topic.name}
              onTurn={(isOn) => turn(topic.id, isOn)}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

interface BoxProps {
  label: string;
  hint?: string;
  isOn: boolean;
  disabled?: boolean;
  onTurn: (isOn: boolean) => void;
}

function Box({ label, hint, isOn, disabled, onTurn }: BoxProps) {
  const id = useId();
  return (
    <>
      <label className="flex min-h-10 items-center gap-3">
        <input
          aria-describedby={hint && id}
          checked={isOn}
          className="size-5 shrink-0 accent-pine"
          disabled={disabled}
          onChange={({ target }) => onTurn(target.checked)}
          type="checkbox"
        />
        <bdi className="[overflow-wrap:anywhere]">{label}</bdi>
      </label>
      {hint && (
        <p className="ps-8 text-sm text-ink-soft" id={id}>
          {hint}
        </p>
      )}
    </>
  );
}

interface MailsProps extends Pick<FollowButtonProps, "actions">, Pick<ReadingChoices, "email"> {
  businessId: string;
  mail: Reading["mail"];
  onMail: (mail: Reading["mail"]) => void;
}

/** Mails come only once whoever reads at the address said so. */
function Mails({ actions, businessId, email, mail, onMail }: MailsProps) {
  const t = useTranslations("following.sheet");
  const refusalWords = useRefusalWords();
  const locale = useLocale();
  const [address, setAddress] = useState(mail?.address ?? email ?? "");
  const [isOnItsWay, setOnItsWay] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function change(asked: ReturnType<typeof actions.stopMails>) {
    setOnItsWay(true);
    const result = await answered(asked);
    setOnItsWay(false);
    if (result.ok) onMail(result.value.reading?.mail ?? null);
    setProblem(
      result.ok
        ? undefined
        : result.refusal.code === "too-many"
          ? t("tooMany")
          : refusalWords(result.refusal.code),
    );
  }

  return (
    <div className="mt-4">
      <h3 className="font-medium">{t("mail")}</h3>
      {mail ? (
        <>
          <p className="mt-1 text-sm text-ink-soft [overflow-wrap:anywhere]" role="status">
            {t(mail.isConfirmed ? "isMailed" : "asked", { address: mail.address })}
          </p>
          {problem && <p className="mt-1 text-sm text-danger">{problem}</p>}
          <Button
            className="mt-3"
            disabled={isOnItsWay}
            look="secondary"
            onClick={() => change(actions.stopMails({ businessId }))}
            size="small"
          >
            {t(mail.isConfirmed ? "stopMail" : "other")}
          </Button>
        </>
      ) : (
        <form action={() => change(actions.askForMails({ businessId, email: address, locale }))}>
          <TextField
            autoComplete="email"
            className="mt-2"
            dir="ltr"
            error={problem}
            hint={t("addressHint")}
            label={t("address")}
            onChange={({ target }) => setAddress(target.value)}
            required
            type="email"
            value={address}
          />
          <Button className="mt-3" disabled={isOnItsWay} size="small" type="submit">
            {t("ask")}
          </Button>
        </form>
      )}
    </div>
  );
}
