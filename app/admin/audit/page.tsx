import type { Metadata } from "next";
import { typedIn } from "../../audit/asked";
import { AuditView } from "../../audit/audit-view";
import { readAudit, timeZoneOf } from "../../audit/read";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/audit");
  return { title: (await words("audit"))("title") };
}

/** What was done on all of the platform. */
export default async function Page({ searchParams }: PageProps<"/admin/audit">) {
  const viewer = await requireAdmin("/admin/audit");
  const [{ typed, wrong }, t] = await Promise.all([searchParams.then(typedIn), words("audit")]);
  const [read, timeZone] = await Promise.all([
    wrong.length > 0 ? null : readAudit(viewer, typed),
    timeZoneOf(viewer),
  ]);
  return (
    <AdminPage section="audit" title={t("title")}>
      <AuditView
        file={{ pathname: "/admin/audit/csv", always: {} }}
        on={{ pathname: "/admin/audit", always: {} }}
        read={read}
        timeZone={timeZone}
        typed={typed}
        wrong={wrong}
      />
    </AdminPage>
  );
}
