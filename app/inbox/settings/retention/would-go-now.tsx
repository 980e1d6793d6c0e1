import { Section } from "@/components/admin/section";
import { sizeOf } from "@/components/attachments/file-words";
import { SettingForm } from "@/components/settings/setting-form";
import type { Going, Retention } from "@/db/retention";
import {
  isSameKeeping,
  isSooner,
  isStricter,
  RETENTION_COUNTED_MAX,
  RETENTION_GRACE_MS,
} from "@/lib/retention";
import { locale, words } from "../../../words";
import type { WouldGo } from "../../retention";
import { saveRetention } from "./actions";
import { dayWords } from "./day-words";

interface WouldGoNowProps {
  businessId: string;
  retention: Retention;
  wouldGo: WouldGo;
}

/** What would go by what was chosen, and the way to have it so: nothing is decided before this was seen. */
export async function WouldGoNow({ businessId, retention: { now, next }, wouldGo }: WouldGoNowProps) {
  const [t, day] = await Promise.all([words("retention"), dayWords()]);
  const { asOf, wish, going, archived } = wouldGo;
  const from = new Date(Date.parse(asOf) + RETENTION_GRACE_MS);
  const counted = { count: Math.min(archived, RETENTION_COUNTED_MAX) };
  return (
    <Section title={t("going.title")}>
      <div className="space-y-2">
        {wish.messageDays !== null && <Words going={going} />}
        {wish.archiveDays !== null && (
          <p>{t(archived > RETENTION_COUNTED_MAX ? "going.moreArchived" : "going.archived", counted)}</p>
        )}
        {wish.messageDays === null && wish.archiveDays === null && <p>{t("going.stays")}</p>}
      </div>
      {isSameKeeping(wish, next ?? now) ? (
        <p className="mt-4 text-sm text-ink-soft">{t("going.same")}</p>
      ) : (
        <>
          <p className="mt-4 text-sm text-ink-soft">
            {isStricter(wish, now) ? t("going.from", { day: day(from) }) : t("going.atOnce")}
          </p>
          <div className="mt-4">
            <SettingForm
              act={saveRetention}
              hidden={{
                ...{ businessId, asOf, shown: String(going.messages) },
                ...{
                  messages: String(wish.messageDays ?? "never"),
                  archive: String(wish.archiveDays ?? "never"),
                },
              }}
              look={isSooner(wish.messageDays, now.messageDays) ? "danger" : "primary"}
              problems={{ conflict: t("going.changed"), "bad-command": t("going.notSure") }}
              submit={t("going.save")}
            >
              {isSooner(wish.messageDays, now.messageDays) && (
                <label className="flex min-h-11 items-center gap-3">
                  <input
                    className="size-5 shrink-0 accent-pine"
                    name="isSure"
                    required
                    type="checkbox"
                    value="yes"
                  />
                  {t(going.messages > RETENTION_COUNTED_MAX ? "going.sureOfMore" : "going.sure", {
                    count: Math.min(going.messages, RETENTION_COUNTED_MAX),
                  })}
                </label>
              )}
            </SettingForm>
          </div>
        </>
      )}
    </Section>
  );
}

/** How much has words in it that would go, and of when. */
async function Words({ going }: { going: Going }) {
  const [t, day, language] = await Promise.all([words("retention"), dayWords(), locale()]);
  const { messages, conversations, files, bytes, oldest, newest } = going;
  if (!oldest || !newest) return <p>{t("going.nothing")}</p>;
  const isMore = messages > RETENTION_COUNTED_MAX;
  const facts = [
    [
      t("facts.messages"),
      t(isMore ? "facts.moreThan" : "facts.number", { count: Math.min(messages, RETENTION_COUNTED_MAX) }),
    ],
    [t("facts.conversations"), t(isMore ? "facts.atLeast" : "facts.number", { count: conversations })],
    [
      t("facts.files"),
      t("facts.filesOf", {
        ...{ size: sizeOf(bytes, language) },
        files: t(isMore ? "facts.atLeast" : "facts.number", { count: files }),
      }),
    ],
    [t("facts.oldest"), day(oldest)],
    [t("facts.newest"), day(newest)],
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      {facts.map(([name, value]) => (
        <div className="contents" key={name}>
          <dt className="text-ink-soft">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
