import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Facts } from "@/components/admin/facts";
import { Section } from "@/components/admin/section";
import { userOf } from "@/db/admin-users";
import { uuid } from "../../../conversation/access";
import { db } from "../../../database";
import { words } from "../../../words";
import { requireAdmin } from "../../access";
import { AdminPage } from "../../admin-page";
import { Done } from "../../done";
import { When } from "../../when";
import { Rights, Suspension } from "./decisions";
import { Memberships } from "./memberships";
import { SignIns } from "./sign-ins";
import { UnusualSignIns } from "./unusual-sign-ins";

type Props = PageProps<"/admin/users/[id]">;

const found = cache(async (id: string) => {
  const viewer = await requireAdmin(`/admin/users/${id}`);
  const user = uuid.safeParse(id).success ? await userOf(db(), id) : null;
  return { viewer, user: user ?? notFound() };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireAdmin("/admin/users");
  return { title: (await found((await params).id)).user.name };
}

/** Somebody: who they are, where they belong, and by what they are signed in. */
export default async function Page({ params, searchParams }: Props) {
  const admin = await requireAdmin("/admin/users");
  const [{ id }, { done }, t] = await Promise.all([params, searchParams, words("admin")]);
  const { user } = await found(id);
  const { name, email, kind, createdAt, suspendedAt, suspendedReason } = user;
  const hasAccount = kind === "account" || kind === "admin";
  return (
    <AdminPage
      back={{ href: "/admin/users", label: t("back", { place: t("sections.users") }) }}
      section="users"
      title={<bdi>{name}</bdi>}
    >
      <div className="grid gap-5">
        <Done of="user" what={done} />
        <Section title={t("users.facts")}>
          <Facts
            of={[
              [t("users.email"), email && <bdi key="email">{email}</bdi>],
              [t("kind.label"), t(`kind.${kind}`)],
              [t("since"), <When at={createdAt} key="since" />],
              [t("state.suspendedSince"), suspendedAt && <When at={suspendedAt} key="suspended" />],
              [t("reason.label"), suspendedReason && <bdi key="reason">{suspendedReason}</bdi>],
            ]}
          />
        </Section>
        <Memberships userId={id} />
        <SignIns userId={id} />
        {hasAccount && <UnusualSignIns userId={id} />}
        {hasAccount && <Rights user={user} />}
        {id === admin.id ? (
          <p className="text-sm text-ink-soft">{t("users.yourself")}</p>
        ) : (
          <Suspension user={user} />
        )}
      </div>
    </AdminPage>
  );
}
