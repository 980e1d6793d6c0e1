import type { Metadata } from "next";
import type { ReactNode } from "react";
import { InlineForm } from "@/components/settings/inline-form";
import { RoleSelect } from "@/components/settings/role-select";
import { SettingForm } from "@/components/settings/setting-form";
import { Banner } from "@/components/ui/banner";
import { Words } from "@/components/words";
import { MEMBERS_SHOWN_MAX, membersFor } from "@/db/admin-businesses";
import { openTeamInvitations } from "@/db/team-invitations";
import type { MemberRole } from "@/lib/permissions";
import { TEAM_INVITATIONS_OPEN_MAX } from "@/lib/team";
import { uuid } from "../../../conversation/access";
import { db } from "../../../database";
import { regionalLocale } from "../../../regional-locale";
import { addMember, inviteMember, removeMember, revokeInvitation, setRole } from "../../../team/actions";
import { takenOutOf } from "../../../team/members";
import { requireViewer } from "../../../viewer";
import { locale, words, wordsFor } from "../../../words";
import { businessOfOwner, SettingsOfOwner } from "../of-owner";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await words("team"))("title") };
}

/** Who works for the business in the address, and who is invited to; for its owners. */
export default async function Page({ searchParams }: PageProps<"/inbox/settings/team">) {
  const business = await businessOfOwner("/inbox/settings/team", searchParams);
  const [{ done, user }, t] = await Promise.all([searchParams, words("team")]);
  const { businessId } = business;
  const takenOut = uuid.safeParse(user);
  return (
    <Words {...(await wordsFor("common", "account"))}>
      <SettingsOfOwner of={business} title={t("title")}>
        <Done what={done} />
        {done === "dismissed" && takenOut.success && (
          <TakeBack businessId={businessId} userId={takenOut.data} />
        )}
        <Members businessId={businessId} />
        <Invite businessId={businessId} />
        <Invited businessId={businessId} />
      </SettingsOfOwner>
    </Words>
  );
}

const results = ["role", "enlisted", "invited", "not-mailed", "revoked"] as const;

async function Done({ what }: { what: string | string[] | undefined }) {
  const t = await words("team");
  const done = results.find((each) => each === what);
  if (!done) return null;
  const isWrong = done === "not-mailed";
  return (
    <Banner icon={isWrong ? "failed" : "sent"} look={isWrong ? "danger" : "calm"}>
      {t(`done.${done}`)}
    </Banner>
  );
}

async function TakeBack(of: { businessId: string; userId: string }) {
  const [t, ofSite, was] = await Promise.all([words("team"), words("common"), takenOutOf(of)]);
  if (!was) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-md bg-sunken p-3 text-sm" role="status">
      <p className="min-w-0 flex-1 basis-48">{t("removed", { name: was.name })}</p>
      <InlineForm action={addMember} button={ofSite("undo")} of={{ ...of, at: "team", role: was.role }} />
    </div>
  );
}

async function Members({ businessId }: { businessId: string }) {
  const [t, members, viewer] = await Promise.all([
    words("team"),
    membersFor(db(), businessId),
    requireViewer("/inbox/settings/team"),
  ]);
  const owners = members.filter(({ role }) => role === "owner");
  return (
    <Part advice={t("advice")} title={t("members")}>
      <ul className="divide-y divide-line">
        {members.map(({ userId, name, email, role }) => (
          <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0" key={userId}>
            <div className="min-w-0 flex-1 basis-48">
              <p className="font-medium wrap-anywhere">
                <bdi>{name}</bdi>
                {userId === viewer.id && <span className="font-normal text-ink-soft"> · {t("you")}</span>}
              </p>
              <p className="text-sm wrap-anywhere text-ink-soft">
                <bdi>{email}</bdi>
              </p>
            </div>
            {userId !== viewer.id ? (
              <Decisions businessId={businessId} name={name} role={role} userId={userId} />
            ) : owners.length > 1 ? (
              <details className="w-full text-sm">
                <summary className="cursor-pointer text-ink-soft">{t("stepBack.open")}</summary>
                <p className="my-2">{t("stepBack.advice")}</p>
                <Decisions businessId={businessId} name={name} role={role} userId={userId} />
              </details>
            ) : (
              <p className="w-full text-sm text-ink-soft">{t("onlyOwner")}</p>
            )}
          </li>
        ))}
      </ul>
      {members.length === MEMBERS_SHOWN_MAX && (
        <p className="mt-3 text-sm text-ink-soft">{t("more", { max: MEMBERS_SHOWN_MAX })}</p>
      )}
    </Part>
  );
}

interface DecisionsProps {
  businessId: string;
  userId: string;
  name: string;
  role: MemberRole;
}

/** What an owner may decide about a member. */
async function Decisions({ businessId, userId, name, role }: DecisionsProps) {
  const t = await words("team");
  const of = { businessId, userId, at: "team" };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <InlineForm
        action={setRole}
        button={t("setRole")}
        conflict={t("last")}
        label={t("setRoleOf", { name })}
        of={of}
      >
        <RoleSelect
          chosen={role}
          label={t("roleOf", { name })}
          names={{ agent: t("role.agent"), owner: t("role.owner") }}
        />
      </InlineForm>
      <InlineForm
        action={removeMember}
        button={t("remove")}
        conflict={t("last")}
        label={t("removeOf", { name })}
        of={of}
      />
    </div>
  );
}

async function Invite({ businessId }: { businessId: string }) {
  const [t, inLocale] = await Promise.all([words("team"), locale()]);
  return (
    <Part advice={t("inviteAdvice")} title={t("invite")}>
      <SettingForm
        act={inviteMember}
        fields={[{ name: "email", type: "email", autoComplete: "off", label: t("address") }]}
        hidden={{ businessId, locale: inLocale }}
        problems={{
          "bad-command": t("notAnAddress"),
          conflict: t("isMember"),
          "too-many": t("tooMany", { max: TEAM_INVITATIONS_OPEN_MAX }),
        }}
        submit={t("doInvite")}
      >
        <RoleSelect
          chosen="agent"
          label={t("role.label")}
          names={{ agent: t("role.agent"), owner: t("role.owner") }}
        />
      </SettingForm>
    </Part>
  );
}

async function Invited({ businessId }: { businessId: string }) {
  const [t, inRegion, invitations] = await Promise.all([
    words("team"),
    regionalLocale(),
    openTeamInvitations(db(), businessId),
  ]);
  const until = new Intl.DateTimeFormat(inRegion, { dateStyle: "medium" });
  return (
    <Part title={t("invited")}>
      {invitations.length === 0 ? (
        <p className="text-sm text-ink-soft">{t("noneInvited")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {invitations.map(({ id, email, role, by, expiresAt }) => (
            <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0" key={id}>
              <div className="min-w-0 flex-1 basis-48">
                <p className="font-medium wrap-anywhere">
                  <bdi>{email}</bdi>
                </p>
                <p className="text-sm text-ink-soft">
                  {t("invitedAs", { role: t(`role.${role}`), name: by, date: until.format(expiresAt) })}
                </p>
              </div>
              <InlineForm
                action={revokeInvitation}
                button={t("revoke")}
                label={t("revokeOf", { address: email })}
                of={{ businessId, id }}
              />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Part({ title, advice, children }: { title: string; advice?: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="font-display text-xl">{title}</h2>
      {advice && <p className="mt-1 text-sm text-ink-soft">{advice}</p>}
      <div className="mt-3 rounded-xl border border-line bg-surface p-4 sm:p-5">{children}</div>
    </section>
  );
}
