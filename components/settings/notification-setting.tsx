"use client";

import { useActionState, useId, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import type { ActionResult } from "@/lib/action-result";
import type { Locale } from "@/lib/locale";
import { zoneName } from "@/lib/time-zone";
import { answered } from "../answered";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Time as Moment } from "../ui/time";
import { useHydrated } from "../ui/use-hydrated";
import { useRefusalWords } from "../use-refusal-words";
import { Card } from "./card";
import { PushSetting, type PushSettingProps } from "./push-setting";
import { SoundSetting } from "./sound-setting";

type Saved = ActionResult<unknown>;
type Way = "push" | "mail";
type Tested = ActionResult<Record<Way, "sent" | "nobody" | "unset" | "failed">>;

interface NotificationSettingProps {
  /** What did not reach them, by the way it was to go. */
  givenUp: { kind: Way; times: number; lastAt: string }[];
  push: PushSettingProps;
  isGuest: boolean;
  isMailed: boolean;
  quiet: { from: string; until: string } | null;
  /** By which clock they went last, by its IANA name. */
  timeZone: string;
  /** The one they go by wherever they are, where they chose one. */
  chosenTimeZone: string | null;
  save: (before: Saved | null, form: FormData) => Promise<Saved>;
  test: (asked: { locale: Locale }) => Promise<Tested>;
}

const USUAL = { from: "22:00", until: "07:00" };

/** By which ways somebody is told of what they have not read, and when not. */
export function NotificationSetting({ givenUp, push, test, ...mail }: NotificationSettingProps) {
  const t = useTranslations("notifications");
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className="font-display text-xl" id={id}>
        {t("title")}
      </h2>
      <p className="mt-1 text-ink-soft">{t("advice")}</p>
      <div className="mt-3 space-y-4">
        {givenUp.map(({ kind, times, lastAt }) => (
          <Banner icon="failed" key={kind} look="danger">
            <p>
              {t.rich(`givenUp.${kind}`, {
                times,
                when: () => <Moment at={lastAt} form="ago" key="when" />,
              })}
            </p>
            <p className="mt-1">{t(`givenUp.${kind}Advice`)}</p>
          </Banner>
        ))}
        <PushSetting {...push} />
        <SoundSetting />
        <MailSetting {...mail} />
        <Test test={test} />
      </div>
    </section>
  );
}

function MailSetting({
  isGuest,
  isMailed,
  quiet,
  timeZone,
  chosenTimeZone,
  save,
}: Omit<NotificationSettingProps, "givenUp" | "push" | "test">) {
  const t = useTranslations("notifications.mail");
  const settings = useTranslations("settings");
  const refusalWords = useRefusalWords();
  const [result, submit, isOnItsWay] = useActionState(save, null);
  const box = "size-5 shrink-0 accent-pine";
  const line = "flex min-h-10 items-center gap-3";
  const { from, until } = quiet ?? USUAL;
  const ofDevice = useHydrated() ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
  return (
    <Card title={t("title")}>
      <form
        action={submit}
        className="mt-2"
        // What was saved is what it goes back to.
        key={`${isMailed} ${quiet?.from} ${quiet?.until}`}
      >
        <label className={line}>
          <input
            className={box}
            defaultChecked={isMailed && !isGuest}
            disabled={isGuest}
            name="isMailed"
            type="checkbox"
          />
          {t("isMailed")}
        </label>
        {isGuest && <p className="text-sm text-ink-soft">{t("noAddress")}</p>}
        <label className={line}>
          <input className={box} defaultChecked={quiet !== null} name="isQuiet" type="checkbox" />
          {t("isQuiet")}
        </label>
        <div className="mt-1 flex flex-wrap items-end gap-4 ps-8">
          <Time defaultValue={from} label={t("from")} name="quietFrom" />
          <Time defaultValue={until} label={t("until")} name="quietUntil" />
        </div>
        {chosenTimeZone === null && <input name="timeZone" type="hidden" value={ofDevice} />}
        <p className="mt-2 ps-8 text-sm text-ink-soft">
          {t("zone", { zone: zoneName(chosenTimeZone ?? ofDevice) })}{" "}
          <a className="font-medium text-pine-ink underline" href="/settings/profile#clock">
            {t("otherZone")}
          </a>
        </p>
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button disabled={isOnItsWay} size="small" type="submit">
            {settings("save")}
          </Button>
          {result &&
            (result.ok ? (
              <p className="text-sm text-ink-soft" role="status">
                {t("saved")}
              </p>
            ) : (
              <Banner icon="failed" look="danger">
                {result.refusal.code === "bad-command" ? t("same") : refusalWords(result.refusal.code)}
              </Banner>
            ))}
        </div>
      </form>
    </Card>
  );
}

function Time({ label, ...field }: { label: string; name: string; defaultValue: string }) {
  return (
    <label className="text-sm text-ink-soft">
      {label}
      <input
        className="mt-1 block h-10 rounded-md border border-line-strong bg-surface px-2 text-base text-ink"
        required
        type="time"
        {...field}
      />
    </label>
  );
}

/** Says of each way how far a test came. */
function Test({ test }: Pick<NotificationSettingProps, "test">) {
  const t = useTranslations("notifications.test");
  const refusalWords = useRefusalWords();
  const locale = useLocale();
  const [isOnItsWay, setOnItsWay] = useState(false);
  const [result, setResult] = useState<Tested | null>(null);
  async function send() {
    setOnItsWay(true);
    setResult(await answered(test({ locale })));
    setOnItsWay(false);
  }
  return (
    <Card title={t("heading")}>
      <p className="mt-1 text-sm text-ink-soft">{t("advice")}</p>
      <Button className="mt-3" disabled={isOnItsWay} look="secondary" onClick={send} size="small">
        {t(isOnItsWay ? "sending" : "send")}
      </Button>
      <div className="empty:hidden" role="status">
        {result?.ok && (
          <dl className="mt-3 grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
            <dt className="font-medium">{t("push")}</dt>
            <dd className="text-ink-soft">{t(`pushOutcome.${result.value.push}`)}</dd>
            <dt className="font-medium">{t("mail")}</dt>
            <dd className="text-ink-soft">{t(`mailOutcome.${result.value.mail}`)}</dd>
          </dl>
        )}
      </div>
      {result && !result.ok && (
        <Banner className="mt-3" icon="failed" look="danger">
          {refusalWords(result.refusal.code)}
        </Banner>
      )}
    </Card>
  );
}
