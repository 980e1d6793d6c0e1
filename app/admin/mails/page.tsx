import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { env } from "@/lib/server/env";
import { type KeptMail, keptMails } from "@/lib/server/kept-mails";
import { postOffice } from "../../post-office";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";
import { momentOfAdmins } from "../operations/clock";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/mails");
  return { title: (await words("failures"))("outbox.title") };
}

/** The mails of a site that has no mail server: where one is set, there are none here to read. */
export default async function Page({ searchParams }: PageProps<"/admin/mails">) {
  await requireAdmin("/admin/mails");
  if (env().SMTP_URL !== undefined) notFound();
  const [{ before }, t] = await Promise.all([searchParams, words("failures")]);
  const { mails, hasMore } = await keptMails(
    postOffice().outbox,
    typeof before === "string" ? before : undefined,
  );
  const last = mails.at(-1);
  return (
    <AdminPage
      back={{ href: "/admin/failures", label: t("title") }}
      section="failures"
      title={t("outbox.title")}
    >
      <p className="mb-6 max-w-prose text-ink-soft">{t("outbox.lead")}</p>
      {mails.length === 0 ? (
        <EmptyState icon="mail" title={t("outbox.none")}>
          {t("outbox.advice")}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {mails.map((mail) => (
            <Mail key={mail.name} mail={mail} />
          ))}
        </ul>
      )}
      {hasMore && last && (
        <Link
          className={`${buttonClass({ look: "secondary" })} mt-6`}
          href={{ pathname: "/admin/mails", query: { before: last.name } }}
          prefetch={false}
        >
          {t("more")}
        </Link>
      )}
    </AdminPage>
  );
}

/** As text alone: what a mail would draw or load is nothing for this page. */
async function Mail({ mail: { at, to, subject, text } }: { mail: KeptMail }) {
  const moment = await momentOfAdmins();
  return (
    <li>
      <details>
        <summary className="cursor-pointer px-4 py-3 hover:bg-sunken">
          <span className="font-medium break-words">
            <bdi>{subject}</bdi>
          </span>
          <span className="block text-sm break-words text-ink-soft">
            <bdi>{to}</bdi>
            {at !== "" && <> · {moment(new Date(at))}</>}
          </span>
        </summary>
        <p className="border-t border-line px-4 py-3 text-sm break-words whitespace-pre-wrap" dir="auto">
          {text}
        </p>
      </details>
    </li>
  );
}
