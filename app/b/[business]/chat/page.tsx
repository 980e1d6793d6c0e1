import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BeginForm } from "@/components/plain/begin-form";
import { TakeOver } from "@/components/plain/take-over";
import { Words } from "@/components/words";
import { findConversation } from "@/db/conversations";
import { db } from "../../../database";
import { begin } from "../../../plain/actions";
import { SiteFooter } from "../../../site/site-footer";
import { receive } from "../../../storefront/receive";
import { membershipIn, viewer } from "../../../viewer";
import { words, wordsFor } from "../../../words";
import { businessNamed } from "../business";

type Props = PageProps<"/b/[business]/chat">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await businessNamed((await params).business);
  return { title: (await words("profile"))("dock.chat", { name }), robots: { index: false } };
}

/** Where the button of a business's page leads without scripts: into the conversation, or to what is missing before. */
export default async function Page({ params }: Props) {
  const business = await businessNamed((await params).business);
  const { id: businessId, slug, name } = business;
  const who = await viewer();
  if (who && membershipIn(who, businessId)) redirect(`/inbox?business=${slug}`);
  const found = who && (await findConversation(db(), { businessId, customerId: who.id }));
  if (found) redirect(`/plain/${found.id}#latest`);
  const { reception } = await receive(business, new Date());
  return (
    <Words {...(await wordsFor("common", "account", "profile"))}>
      <main className="mx-auto max-w-form px-4 py-10 sm:px-6 sm:py-16" id="main">
        <div className="-mx-3 mb-6 sm:-mx-5">
          {reception.greeting}
          {reception.away}
        </div>
        <BeginForm begin={begin} business={{ slug, name }} isSignedIn={who !== null} />
      </main>
      <SiteFooter />
      <TakeOver to={`/b/${slug}?chat=open`} />
    </Words>
  );
}
