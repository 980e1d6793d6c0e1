import type { Metadata } from "next";
import { FilterForm } from "@/components/admin/filter-form";
import { Mark } from "@/components/admin/mark";
import { userKinds, usersPage } from "@/db/admin-users";
import { SEARCH_LENGTH_MAX } from "@/db/businesses";
import { listCursorText } from "@/db/list-cursor";
import { db } from "../../database";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";
import { choiceIn, queryWith, states, suspendedIn, textIn } from "../asked-list";
import { List } from "../list";

const kinds = ["all", ...userKinds] as const;

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/users");
  return { title: (await words("admin"))("sections.users") };
}

/** Everybody, whoever came last first, or those who are looked for by name or address. */
export default async function Page({ searchParams }: PageProps<"/admin/users">) {
  await requireAdmin("/admin/users");
  const [query, t] = await Promise.all([searchParams, words("admin")]);
  const search = textIn(query, "q", SEARCH_LENGTH_MAX);
  const state = choiceIn(query, "state", states);
  const kind = choiceIn(query, "kind", kinds);
  const { data: before } = listCursorText.safeParse(query.before);
  const { users, nextCursor } = await usersPage(db(), {
    ...{ search, isSuspended: suspendedIn(state), before },
    kind: kind === "all" ? undefined : kind,
  });
  return (
    <AdminPage section="users" title={t("sections.users")}>
      <FilterForm
        choices={[
          {
            ...{ name: "kind", label: t("kind.label"), chosen: kind },
            options: kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          },
          {
            ...{ name: "state", label: t("state.label"), chosen: state },
            options: states.map((value) => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        go={t("go")}
        search={{ name: "q", label: t("users.search"), typed: search, lengthMax: SEARCH_LENGTH_MAX }}
        to="/admin/users"
      />
      <List
        next={nextCursor === null ? null : queryWith({ q: search, kind, state, before: nextCursor })}
        of="/admin/users"
        rows={users.map(({ id, name, email, kind, suspendedAt }) => ({
          ...{ id, title: name },
          note: email === null ? t(`kind.${kind}`) : <bdi>{email}</bdi>,
          marks: (
            <>
              {kind === "admin" && <Mark look="calm">{t("kind.admin")}</Mark>}
              {suspendedAt && <Mark look="danger">{t("state.suspended")}</Mark>}
            </>
          ),
        }))}
      />
    </AdminPage>
  );
}
