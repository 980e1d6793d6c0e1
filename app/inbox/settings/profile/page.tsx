import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SettingForm } from "@/components/settings/setting-form";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button";
import { Words } from "@/components/words";
import { profileOf } from "@/db/profiles";
import {
  ABOUT_LENGTH_MAX,
  BUSINESS_NAME_LENGTH_MAX,
  CATEGORY_LENGTH_MAX,
  type Profile,
  TAGLINE_LENGTH_MAX,
} from "@/lib/profile";
import { db } from "../../../database";
import { siteOrigin } from "../../../request";
import { Section } from "../../../settings/frame";
import { words, wordsFor } from "../../../words";
import { businessOfOwner, SettingsOfOwner } from "../of-owner";
import { saveProfile } from "./actions";
import { Logo } from "./logo";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("storefront"))("title") };
}

/** What everybody sees of the business in the address, for its owners to change. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/profile">) {
  const business = await businessOfOwner("/inbox/settings/profile", searchParams);
  const { businessId, businessSlug: slug } = business;
  const [profile, { done, before, problem }, t, origin] = await Promise.all([
    profileOf(db(), businessId),
    searchParams,
    words("storefront"),
    siteOrigin(),
  ]);
  if (!profile) notFound();
  const { logoId, ...texts } = profile;
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <SettingsOfOwner of={business} title={t("title")}>
        {done === "saved" && (
          <Banner icon="sent" look="calm">
            {t("profile.saved")}
          </Banner>
        )}
        <Section id="logo" title={t("logo.title")}>
          <Logo
            before={before}
            business={{ id: businessId, name: texts.name, slug, logoId }}
            done={done}
            problem={problem}
          />
        </Section>
        <Section id="profile" title={t("profile.title")}>
          <Texts businessId={businessId} texts={texts} />
        </Section>
        <Section id="address" title={t("address.title")}>
          <p className="font-medium break-all">
            <bdi>
              {origin}/b/{slug}
            </bdi>
          </p>
          <p className="mt-1 mb-3 text-sm text-ink-soft">{t("address.advice")}</p>
          <a className={buttonClass({ look: "secondary", size: "small" })} href={`/b/${slug}`}>
            {t("page")}
          </a>
        </Section>
      </SettingsOfOwner>
    </Words>
  );
}

async function Texts({ businessId, texts }: { businessId: string; texts: Profile }) {
  const t = await words("storefront");
  const ofText = { type: "text", autoComplete: "off" } as const;
  const { name, category, tagline, about } = texts;
  const wrong = t("profile.wrong", {
    ...{ name: BUSINESS_NAME_LENGTH_MAX, category: CATEGORY_LENGTH_MAX },
    ...{ tagline: TAGLINE_LENGTH_MAX, about: ABOUT_LENGTH_MAX },
  });
  return (
    <>
      <p className="text-sm text-ink-soft">{t("advice")}</p>
      <SettingForm
        act={saveProfile}
        fields={[
          {
            ...{
              ...ofText,
              name: "name",
              value: name,
              label: t("profile.name"),
              hint: t("profile.nameHint"),
            },
            maxLength: BUSINESS_NAME_LENGTH_MAX,
          },
          {
            ...{ ...ofText, name: "category", value: category, label: t("profile.category") },
            ...{ hint: t("profile.categoryHint"), maxLength: CATEGORY_LENGTH_MAX, mayBeEmpty: true },
          },
          {
            ...{ ...ofText, name: "tagline", value: tagline, label: t("profile.tagline") },
            ...{ hint: t("profile.taglineHint"), maxLength: TAGLINE_LENGTH_MAX, mayBeEmpty: true },
          },
          {
            ...{ ...ofText, type: "lines", name: "about", value: about, label: t("profile.about") },
            ...{ hint: t("profile.aboutHint", { max: ABOUT_LENGTH_MAX }), maxLength: ABOUT_LENGTH_MAX },
            mayBeEmpty: true,
          },
        ]}
        hidden={{ businessId }}
        key={JSON.stringify(texts)}
        problems={{ "bad-command": wrong }}
        submit={t("profile.save")}
      />
    </>
  );
}
