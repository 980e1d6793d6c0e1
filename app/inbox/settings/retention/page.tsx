import type { Metadata } from "next";
import { Section } from "@/components/admin/section";
import { SettingForm } from "@/components/settings/setting-form";
import { Banner } from "@/components/ui/banner";
import { Words } from "@/components/words";
import type { Retention } from "@/db/retention";
import { toRefusal } from "../../../failure";
import { requireViewer } from "../../../viewer";
import { words, wordsFor } from "../../../words";
import { readRetention } from "../../retention";
import { businessOfOwner, SettingsOfOwner } from "../of-owner";
import { undoNext } from "./actions";
import { ChooseForm } from "./choose-form";
import { dayWords } from "./day-words";
import { WouldGoNow } from "./would-go-now";

const PATH = "/inbox/settings/retention";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("retention"))("title") };
}

/** How long the business in the address keeps what is written, for its owners; nothing goes before they saw what. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/retention">) {
  const business = await businessOfOwner(PATH, searchParams);
  const [viewer, asked, t, said] = await Promise.all([
    requireViewer(PATH),
    searchParams,
    words("retention"),
    wordsFor("common", "account"),
  ]);
  const { businessId, businessSlug } = business;
  const wish =
    asked.messages === undefined ? undefined : { messages: asked.messages, archive: asked.archive };
  const read = await readRetention(viewer, { businessId, wish }).catch((error: unknown) =>
    wish ? toRefusal(PATH, error, viewer.id) : Promise.reject(error),
  );
  const isRead = "now" in read;
  const shown = isRead ? read : await readRetention(viewer, { businessId });
  return (
    <Words {...said}>
      <SettingsOfOwner of={business} title={t("title")}>
        <p className="text-ink-soft">{t("advice")}</p>
        <Done what={asked.done} />
        {!isRead && (
          <Banner icon="failed" look="danger">
            {t("wrong")}
          </Banner>
        )}
        <Now businessId={businessId} retention={shown} />
        <Section title={t("choose.title")}>
          <ChooseForm businessSlug={businessSlug} chosen={shown.wouldGo?.wish ?? shown.next ?? shown.now} />
        </Section>
        {shown.wouldGo && (
          <div className="scroll-mt-4" id="going">
            <WouldGoNow businessId={businessId} retention={shown} wouldGo={shown.wouldGo} />
          </div>
        )}
        <Section title={t("what.title")}>
          <ul className="list-disc space-y-1.5 ps-5 text-sm text-ink-soft">
            {(["gone", "stays", "others", "backups"] as const).map((each) => (
              <li key={each}>{t(`what.${each}`)}</li>
            ))}
          </ul>
        </Section>
      </SettingsOfOwner>
    </Words>
  );
}

const dones = ["saved", "same", "undone"] as const;

/** What came of the form that led here. */
async function Done({ what }: { what: string | string[] | undefined }) {
  const t = await words("retention");
  const done = dones.find((each) => each === what);
  return (
    done && (
      <Banner icon="sent" look="calm">
        {t(`done.${done}`)}
      </Banner>
    )
  );
}

/** What holds, and what is going to. */
async function Now({ businessId, retention }: { businessId: string; retention: Retention }) {
  const [t, day] = await Promise.all([words("retention"), dayWords()]);
  const { now, next } = retention;
  const kept = (days: number | null) => (days === null ? t("kept.forEver") : t("kept.for", { days }));
  const archived = (days: number | null) =>
    days === null ? t("archived.never") : t("archived.after", { days });
  return (
    <Section title={t("now")}>
      <p>{kept(now.messageDays)}</p>
      <p>{archived(now.archiveDays)}</p>
      {next && (
        <>
          <Banner className="mt-4" icon="clock" look="warning">
            <p className="font-medium">{t("next", { day: day(next.from) })}</p>
            <p>{kept(next.messageDays)}</p>
            <p>{archived(next.archiveDays)}</p>
          </Banner>
          <div className="mt-4">
            <SettingForm
              act={undoNext}
              hidden={{ businessId }}
              look="secondary"
              problems={{ conflict: t("tooLate") }}
              submit={t("undo")}
            />
          </div>
        </>
      )}
    </Section>
  );
}
