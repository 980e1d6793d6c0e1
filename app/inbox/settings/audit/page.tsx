import type { Metadata } from "next";
import { colleaguesOf } from "@/db/teams";
import { typedIn } from "../../../audit/asked";
import { AuditView } from "../../../audit/audit-view";
import { readAuditOfBusiness, timeZoneOf } from "../../../audit/read";
import { db } from "../../../database";
import { requireViewer } from "../../../viewer";
import { words } from "../../../words";
import { businessOfOwner, SettingsOfOwner } from "../of-owner";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("audit"))("title") };
}

/** What was done in the business in the address, for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/audit">) {
  const business = await businessOfOwner("/inbox/settings/audit", searchParams);
  const { businessId, businessSlug } = business;
  const [viewer, { typed, wrong }, t, members] = await Promise.all([
    requireViewer("/inbox/settings/audit"),
    searchParams.then(typedIn),
    words("audit"),
    colleaguesOf(db(), businessId),
  ]);
  const { business: _, ...asked } = typed;
  const [read, timeZone] = await Promise.all([
    wrong.length > 0 ? null : readAuditOfBusiness(viewer, { ...asked, businessId }),
    timeZoneOf(viewer),
  ]);
  return (
    <SettingsOfOwner of={business} title={t("title")}>
      <AuditView
        file={{ pathname: "/inbox/settings/audit/csv", always: { businessId } }}
        members={members}
        on={{ pathname: "/inbox/settings/audit", always: { business: businessSlug } }}
        read={read}
        timeZone={timeZone}
        typed={asked}
        wrong={wrong}
      />
    </SettingsOfOwner>
  );
}
