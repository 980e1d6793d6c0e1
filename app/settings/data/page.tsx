import type { Metadata } from "next";
import { buttonClass } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { Words } from "@/components/words";
import { isOnlyAdmin, onlyOwnedBy } from "@/db/erasure";
import { countsOf } from "@/db/my-data";
import { OPENINGS_SHOWN_MAX, type Opening, openingsOf } from "@/db/openings";
import { ownAccountOf } from "@/db/own-account";
import { keptShorterFor } from "@/db/retention";
import { db } from "../../database";
import { requireViewer } from "../../viewer";
import { words, wordsFor } from "../../words";
import { Frame, Section } from "../frame";
import { Erasure } from "./erasure";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("data"))("title") };
}

const KINDS = ["conversations", "follows", "signIns", "tokens", "browsers", "drafts", "devices"] as const;

/** What is stored of somebody, who looked at it, and how they take it along or have it erased. */
export default async function Page({ searchParams }: PageProps<"/settings/data">) {
  const [{ id, name, isGuest }, { done }, t] = await Promise.all([
    requireViewer("/settings/data"),
    searchParams,
    words("data"),
  ]);
  const [counts, opened, account, owned, isLast, kept] = await Promise.all([
    countsOf(db(), id),
    openingsOf(db(), id),
    ownAccountOf(db(), id),
    onlyOwnedBy(db(), id),
    isOnlyAdmin(db(), id),
    keptShorterFor(db(), id),
  ]);
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <Frame at="data" done={done === "kept" ? t("kept") : undefined} name={name}>
        <Section id="stored" title={t("stored")}>
          <p className="text-sm text-ink-soft">{t("storedAdvice")}</p>
          <dl className="mt-4 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            {KINDS.map((kind) => (
              <div className="contents" key={kind}>
                <dt>{t(`counts.${kind}`)}</dt>
                <dd className="text-end tabular-nums">{counts[kind]}</dd>
              </div>
            ))}
          </dl>
          <Kept businesses={kept} />
        </Section>
        <Section id="opened" title={t("opened")}>
          <Openings opened={opened} />
        </Section>
        <Section id="export" title={t("export")}>
          <p className="text-sm text-ink-soft">{t("exportAdvice")}</p>
          <a
            className={`${buttonClass({ look: "secondary", size: "small" })} mt-3`}
            download
            href="/settings/data/export"
          >
            {t("download")}
          </a>
        </Section>
        <Section id="erase" title={t("erase")}>
          <Erasure account={account} isGuest={isGuest} isOnlyAdmin={isLast} owned={owned} />
        </Section>
      </Frame>
    </Words>
  );
}

/** Which businesses do not keep for ever what is written to them. */
async function Kept({ businesses }: { businesses: { id: string; name: string; days: number }[] }) {
  const t = await words("retention");
  return (
    businesses.length > 0 && (
      <ul className="mt-4 space-y-1 text-sm text-ink-soft">
        {businesses.map(({ id, name, days }) => (
          <li className="wrap-anywhere" key={id}>
            {t("customerAt", { business: name, days })}
          </li>
        ))}
      </ul>
    )
  );
}

async function Openings({ opened }: { opened: Opening[] }) {
  const t = await words("data");
  if (opened.length === 0) return <p className="text-sm text-ink-soft">{t("openedNobody")}</p>;
  return (
    <>
      <p className="text-sm text-ink-soft">{t("openedAdvice")}</p>
      <ul className="mt-3 space-y-3">
        {opened.map(({ name, businessName, firstAt, lastAt }) => (
          <li key={`${name} ${businessName} ${firstAt}`}>
            <p className="font-medium wrap-anywhere">
              <bdi>{t("openedBy", { name, business: businessName })}</bdi>
            </p>
            <p className="text-sm text-ink-soft">
              {t.rich("openedFrom", {
                first: () => <Time at={firstAt} form="ago" key="first" />,
                last: () => <Time at={lastAt} form="ago" key="last" />,
              })}
            </p>
          </li>
        ))}
      </ul>
      {opened.length === OPENINGS_SHOWN_MAX && (
        <p className="mt-3 text-sm text-ink-soft">{t("openedMore", { count: OPENINGS_SHOWN_MAX })}</p>
      )}
    </>
  );
}
