import Link from "next/link";
import { Mark } from "@/components/admin/mark";
import { Section } from "@/components/admin/section";
import { InlineForm } from "@/components/settings/inline-form";
import { RoleSelect } from "@/components/settings/role-select";
import { MEMBERS_SHOWN_MAX, membersFor } from "@/db/admin-businesses";
import { userOf } from "@/db/admin-users";
import { uuid } from "../../../conversation/access";
import { db } from "../../../database";
import { addMember, removeMember, setRole } from "../../../team/actions";
import { words } from "../../../words";

interface MembersProps {
  businessId: string;
  /** Who was just taken out, as the address says it: that can be taken back. */
  dismissed: { userId: string; role: string | string[] | undefined } | null;
}

/** Who works in a business, and as what. */
export async function Members({ businessId, dismissed }: MembersProps) {
  const [t, members] = await Promise.all([words("admin"), membersFor(db(), businessId)]);
  const names = { agent: t("role.agent"), owner: t("role.owner") };
  return (
    <Section advice={t("members.advice")} title={t("members.title")}>
      {dismissed && <TakeBack businessId={businessId} {...dismissed} />}
      <ul className="divide-y divide-line">
        {members.map(({ userId, name, email, role, suspendedAt }) => (
          <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5" key={userId}>
            <div className="min-w-0 flex-1 basis-48">
              <Link
                className="inline-flex min-h-6 items-center font-medium underline"
                href={`/admin/users/${userId}`}
                prefetch={false}
              >
                <bdi>{name}</bdi>
              </Link>{" "}
              {suspendedAt && <Mark look="danger">{t("state.suspended")}</Mark>}
              <p className="text-sm break-words text-ink-soft">
                <bdi>{email}</bdi>
              </p>
            </div>
            <InlineForm
              action={setRole}
              button={t("members.setRole")}
              conflict={t("members.last")}
              label={t("members.setRoleOf", { name })}
              of={{ businessId, userId, at: "admin" }}
            >
              <RoleSelect chosen={role} label={t("members.roleOf", { name })} names={names} />
            </InlineForm>
            <InlineForm
              action={removeMember}
              button={t("members.remove")}
              conflict={t("members.last")}
              label={t("members.removeOf", { name })}
              of={{ businessId, userId, at: "admin" }}
            />
          </li>
        ))}
      </ul>
      {members.length === MEMBERS_SHOWN_MAX && (
        <p className="mt-3 text-sm text-ink-soft">{t("members.more", { max: MEMBERS_SHOWN_MAX })}</p>
      )}
    </Section>
  );
}

async function TakeBack({
  businessId,
  userId,
  role,
}: { businessId: string } & NonNullable<MembersProps["dismissed"]>) {
  const [t, ofSite] = await Promise.all([words("admin"), words("common")]);
  const person = uuid.safeParse(userId).success ? await userOf(db(), userId) : null;
  if (!person) return null;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-3 rounded-md bg-sunken p-3 text-sm">
      <p className="min-w-0 flex-1 basis-48">{t("members.removed", { name: person.name })}</p>
      <InlineForm
        action={addMember}
        button={ofSite("undo")}
        of={{ businessId, userId, at: "admin", role: role === "owner" ? "owner" : "agent" }}
      />
    </div>
  );
}
