"use client";

import { type ReactNode, useActionState, useId } from "react";
import { useTranslations } from "use-intl/react";
import type { HeldForm } from "@/lib/held-form";
import { NAME_LENGTH_MAX } from "@/lib/person-lengths";
import type { ReadingChoices } from "../broadcast/follow-actions";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useRefusalWords } from "../use-refusal-words";

interface FollowFormsProps {
  business: { id: string; name: string; slug: string };
  /** Nothing of a visitor, who gives a name first. */
  choices: ReadingChoices | null;
  /** What was wished last, and came true. */
  done: string | undefined;
  send: (before: HeldForm | null, form: FormData) => Promise<HeldForm>;
}

/** Whether one follows a business, what one hears of it and by mail or not: each a form that needs no script. */
export function FollowForms(props: FollowFormsProps) {
  const { business, choices, done } = props;
  const t = useTranslations("following");
  const said = {
    follow: t("followed", { business: business.name }),
    stop: t("stopped", { business: business.name }),
    topics: t("sheet.saved"),
  }[done ?? ""];
  return (
    <div className="space-y-8">
      {said && (
        <Banner icon="sent" look="calm">
          {said}
        </Banner>
      )}
      {choices?.reading ? (
        <>
          <p className="text-ink-soft">{t("sheet.lead", { business: business.name })}</p>
          {choices.topics.length > 0 && <Topics {...props} choices={choices} />}
          <Mails {...props} choices={choices} />
          <WishForm {...props} wish="stop">
            <Button look="secondary" type="submit">
              {t("settings.stop", { business: business.name })}
            </Button>
          </WishForm>
        </>
      ) : (
        <Begin {...props} />
      )}
    </div>
  );
}

function Begin(props: FollowFormsProps) {
  const { business, choices } = props;
  const t = useTranslations("following");
  return (
    <WishForm {...props} wish="follow">
      {(typed) => (
        <>
          <p className="mb-5 text-ink-soft">{t("name.lead", { business: business.name })}</p>
          {!choices && (
            <TextField
              autoComplete="given-name"
              className="mb-5"
              defaultValue={typed.name ?? ""}
              dir="auto"
              hint={t("name.hint")}
              label={t("name.label")}
              maxLength={NAME_LENGTH_MAX}
              name="name"
              required
            />
          )}
          <Button type="submit">{t("follow")}</Button>
          {!choices && (
            <p className="mt-4 text-sm text-ink-soft">
              {t("name.isKnown")}{" "}
              <a
                className="inline-flex min-h-6 items-center font-medium text-pine-ink underline"
                href={`/sign-in?next=${encodeURIComponent(`/b/${business.slug}/follow`)}`}
              >
                {t("name.signIn")}
              </a>
            </p>
          )}
        </>
      )}
    </WishForm>
  );
}

type ChoosingProps = FollowFormsProps & { choices: ReadingChoices };

function Topics(props: ChoosingProps) {
  const { reading, topics } = props.choices;
  const t = useTranslations("following.sheet");
  const common = useTranslations("settings");
  const topicIds = reading?.topicIds ?? null;
  const line = "flex min-h-10 items-center gap-3";
  const box = "size-5 shrink-0 accent-pine";
  return (
    <WishForm {...props} wish="topics">
      <fieldset>
        <legend className="font-medium">{t("topics")}</legend>
        <label className={line}>
          <input className={box} defaultChecked={topicIds === null} name="which" type="radio" value="all" />
          {t("all")}
        </label>
        <label className={line}>
          <input className={box} defaultChecked={topicIds !== null} name="which" type="radio" value="some" />
          {t("some")}
        </label>
        <div className="ps-8">
          {topics.map(({ id, name }) => (
            <label className={line} key={id}>
              <input
                className={box}
                defaultChecked={topicIds === null || topicIds.includes(id)}
                name="topic"
                type="checkbox"
                value={id}
              />
              <bdi className="[overflow-wrap:anywhere]">{name}</bdi>
            </label>
          ))}
        </div>
      </fieldset>
      <Button className="mt-3" look="secondary" size="small" type="submit">
        {common("save")}
      </Button>
    </WishForm>
  );
}

/** Mails come only once whoever reads at the address said so. */
function Mails(props: ChoosingProps) {
  const { reading, email } = props.choices;
  const t = useTranslations("following.sheet");
  const mail = reading?.mail ?? null;
  return (
    <WishForm {...props} wish={mail ? "no-mails" : "mails"}>
      {(typed) => (
        <>
          <h2 className="font-medium">{t("mail")}</h2>
          {mail ? (
            <p className="mt-1 text-sm text-ink-soft [overflow-wrap:anywhere]">
              {t(mail.isConfirmed ? "isMailed" : "asked", { address: mail.address })}
            </p>
          ) : (
            <TextField
              autoComplete="email"
              className="mt-2"
              defaultValue={typed.email ?? email ?? ""}
              dir="ltr"
              hint={t("addressHint")}
              label={t("address")}
              name="email"
              required
              type="email"
            />
          )}
          <Button className="mt-3" look="secondary" size="small" type="submit">
            {t(mail ? (mail.isConfirmed ? "stopMail" : "other") : "ask")}
          </Button>
        </>
      )}
    </WishForm>
  );
}

interface WishFormProps extends FollowFormsProps {
  wish: "follow" | "stop" | "topics" | "mails" | "no-mails";
  children: ReactNode | ((typed: HeldForm["typed"]) => ReactNode);
}

function WishForm({ business, send, wish, children }: WishFormProps) {
  const refusalWords = useRefusalWords();
  const id = useId();
  const [held, submit] = useActionState(send, null);
  return (
    <form action={submit} aria-describedby={held ? id : undefined}>
      {held && (
        <div className="mb-4" id={id}>
          <Banner icon="failed" look="danger">
            {refusalWords(held.refusal.code)}
          </Banner>
        </div>
      )}
      <input name="businessId" type="hidden" value={business.id} />
      <input name="wish" type="hidden" value={wish} />
      {typeof children === "function" ? children(held?.typed ?? {}) : children}
    </form>
  );
}
