import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Facts } from "@/components/admin/facts";
import { Section } from "@/components/admin/section";
import { InlineForm } from "@/components/settings/inline-form";
import { activityOf, businessFor, CONVERSATIONS_COUNTED_MAX, webhooksFor } from "@/db/admin-businesses";
import { uuid } from "../../../conversation/access";
import { db } from "../../../database";
import { words } from "../../../words";
import { requireAdmin } from "../../access";
import { restoreBusiness, suspendBusiness } from "../../actions";
import { AdminPage } from "../../admin-page";
import { Done } from "../../done";
import { REASON_LENGTH_MAX } from "../../form";
import { When } from "../../when";
import { Members } from "./members";

type Props = PageProps<"/admin/businesses/[id]">;
type Business = NonNullable<Awaited<ReturnType<typeof businessFor>>>;

const found = cache(async (id: string): Promise<Business> => {
  const business = uuid.safeParse(id).success ? await businessFor(db(), id) : null;
  return business ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireAdmin("/admin/businesses");
  return { title: (await found((await params).id)).name };
}

/** A business: what it is, who works there, what goes on, and whether it is open to people. */
export default async function Page({ params, searchParams }: Props) {
  await requireAdmin("/admin/businesses");
  const [{ id }, { done, user, role }, t] = await Promise.all([params, searchParams, words("admin")]);
  const business = await found(id);
  return (
    <AdminPage
      back={{ href: "/admin/businesses", label: t("back", { place: t("sections.businesses") }) }}
      section="businesses"
      title={<bdi>{business.name}</bdi>}
    >
      <div className="grid gap-5">
        <Done of="business" what={done} />
        <Profile business={business} />
        <Activity businessId={id} />
        <Members
          businessId={id}
          dismissed={done === "dismissed" && typeof user === "string" ? { userId: user, role } : null}
        />
        <Webhooks businessId={id} />
        <Suspension business={business} />
      </div>
    </AdminPage>
  );
}

async function Profile({ business }: { business: Business }) {
  const t = await words("admin");
  const { slug, category, tagline, timeZone, createdAt, suspendedAt, suspendedReason } = business;
  return (
    <Section title={t("businesses.facts")}>
      <Facts
        of={[
          [
            t("businesses.page"),
            <a className="inline-flex min-h-6 items-center underline" href={`/b/${slug}`} key="page">
              <bdi>/b/{slug}</bdi>
            </a>,
          ],
          [t("businesses.category"), category && <bdi key="category">{category}</bdi>],
          [t("businesses.tagline"), tagline && <bdi key="tagline">{tagline}</bdi>],
          [t("businesses.timeZone"), <bdi key="zone">{timeZone}</bdi>],
          [t("since"), <When at={createdAt} key="since" />],
          [t("state.suspendedSince"), suspendedAt && <When at={suspendedAt} key="suspended" />],
          [t("reason.label"), suspendedReason && <bdi key="reason">{suspendedReason}</bdi>],
        ]}
      />
    </Section>
  );
}

async function Activity({ businessId }: { businessId: string }) {
  const [t, { conversations, open, lastAt }] = await Promise.all([
    words("admin"),
    activityOf(db(), businessId),
  ]);
  const counted = (count: number) =>
    t(count > CONVERSATIONS_COUNTED_MAX ? "moreThan" : "number", {
      count: Math.min(count, CONVERSATIONS_COUNTED_MAX),
    });
  return (
    <Section title={t("activity.title")}>
      <Facts
        of={[
          [t("activity.conversations"), counted(conversations)],
          [t("activity.open"), counted(open)],
          [t("activity.last"), lastAt ? <When at={lastAt} key="last" /> : t("activity.never")],
        ]}
      />
    </Section>
  );
}

async function Webhooks({ businessId }: { businessId: string }) {
  const [t, webhooks] = await Promise.all([words("admin"), webhooksFor(db(), businessId)]);
  return (
    <Section title={t("webhooks.title")}>
      {webhooks.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("webhooks.none")}</p>
      ) : (
        <ul className="divide-y divide-line text-sm">
          {webhooks.map(({ id, url, disabledBecause, failingSince }) => (
            <li className="py-2 break-words" key={id}>
              <bdi className="font-medium">{URL.canParse(url) ? new URL(url).host : url}</bdi>{" "}
              <span className="text-ink-soft">
                {disabledBecause
                  ? t(`webhooks.${disabledBecause}`)
                  : t(failingSince ? "webhooks.failingNow" : "webhooks.works")}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

async function Suspension({ business: { id: businessId, suspendedAt } }: { business: Business }) {
  const t = await words("admin");
  return (
    <Section
      advice={t(suspendedAt ? "businesses.restoreAdvice" : "businesses.suspendAdvice")}
      title={t("suspension")}
    >
      {suspendedAt ? (
        <InlineForm action={restoreBusiness} button={t("restore")} of={{ businessId }} />
      ) : (
        <InlineForm
          action={suspendBusiness}
          button={t("suspend")}
          look="danger"
          of={{ businessId }}
          reason={{
            label: t("reason.label"),
            hint: t("reason.hint"),
            wrong: t("reason.wrong", { max: REASON_LENGTH_MAX }),
            lengthMax: REASON_LENGTH_MAX,
          }}
        />
      )}
    </Section>
  );
}
