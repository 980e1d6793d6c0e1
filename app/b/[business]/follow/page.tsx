import type { Metadata } from "next";
import { FollowForms } from "@/components/plain/follow-forms";
import { Words } from "@/components/words";
import { readReading } from "../../../broadcasts/follow";
import { followByForm } from "../../../broadcasts/follow-actions";
import { viewer } from "../../../viewer";
import { words, wordsFor } from "../../../words";
import { businessNamed } from "../business";
import { NewsFrame } from "../news/news-frame";

type Props = PageProps<"/b/[business]/follow">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await businessNamed((await params).business);
  const t = await words("following");
  return { title: t("name.title", { business: name }), robots: { index: false } };
}

/** Where the button by which one follows leads without scripts: what a business tells one, and how, as forms. */
export default async function Page({ params, searchParams }: Props) {
  const business = await businessNamed((await params).business);
  const { id, name, slug } = business;
  const [who, { done }] = await Promise.all([viewer(), searchParams]);
  const [t, choices] = await Promise.all([words("following"), who && readReading(who, { businessId: id })]);
  return (
    <NewsFrame business={business} title={t("name.title", { business: name })}>
      <Words {...(await wordsFor("common", "following", "settings"))}>
        <FollowForms
          business={{ id, name, slug }}
          choices={choices}
          done={typeof done === "string" ? done : undefined}
          send={followByForm}
        />
      </Words>
    </NewsFrame>
  );
}
