import type { Metadata } from "next";
import { FilterForm } from "@/components/admin/filter-form";
import { Mark } from "@/components/admin/mark";
import { businessesFor } from "@/db/admin-businesses";
import { SEARCH_LENGTH_MAX } from "@/db/businesses";
import { directoryCursorText, formatDirectoryCursor } from "@/db/list-cursor";
import { db } from "../../database";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";
import { choiceIn, queryWith, states, suspendedIn, textIn } from "../asked-list";
import { List } from "../list";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/businesses");
  return { title: (await words("admin"))("sections.businesses") };
}

/** All businesses by name, or those that are looked for. */
export default async function Page({ searchParams }: PageProps<"/admin/businesses">) {
  await requireAdmin("/admin/businesses");
  const [query, t] = await Promise.all([searchParams, words("admin")]);
  const search = textIn(query, "q", SEARCH_LENGTH_MAX);
  const state = choiceIn(query, "state", states);
  const { data: after } = directoryCursorText.safeParse(query.after);
  const { businesses, next } = await businessesFor(db(), { search, isSuspended: suspendedIn(state), after });
  return (
    <AdminPage section="businesses" title={t("sections.businesses")}>
      <FilterForm
        choices={[
          {
            ...{ name: "state", label: t("state.label"), chosen: state },
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        go={t("go")}
        search={{ name: "q", label: t("businesses.search"), typed: search, lengthMax: SEARCH_LENGTH_MAX }}
        to="/admin/businesses"
      />
      <List
        next={next && queryWith({ q: search, state, after: formatDirectoryCursor(next) })}
        of="/admin/businesses"
        rows={businesses.map(({ id, name, category, slug, suspendedAt }) => ({
          ...{ id, title: name },
          note: <bdi>{category || slug}</bdi>,
          marks: suspendedAt && <Mark look="danger">{t("state.suspended")}</Mark>,
        }))}
      />
    </AdminPage>
  );
}
