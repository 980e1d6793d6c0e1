import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { isolated } from "@/components/conversation/presence";
import { GroupAvatar } from "@/components/groups/group-avatar";
import { JoinGroup } from "@/components/groups/join-group";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Words } from "@/components/words";
import type { InvitationState } from "@/lib/group";
import { isRefusalCode, Refusal } from "@/lib/refusal";
import { invitationFor } from "../../groups/accept";
import { acceptByForm, acceptInvitation } from "../../groups/actions";
import { teamInvitationFor } from "../../team/invitations";
import { TeamInvited } from "../../team/team-invited";
import { membershipIn, type Viewer, viewer } from "../../viewer";
import { locale, words, wordsFor } from "../../words";

type Props = PageProps<"/invitations/[token]">;
type Found = Awaited<ReturnType<typeof invitationFor>>;

/** The address is a key: it goes to no other site, and into no index. Our own forms have to say where they come from. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await words("groups");
  return { title: t("invitation.title"), robots: { index: false }, referrer: "same-origin" };
}

export default async function Page({ params }: Props) {
  const { token } = await params;
  const who = await viewer();
  const found = await leadingTo(who, token).catch(whyNone);
  return (
    <main className="mx-auto max-w-form px-4 py-10 sm:py-16" id="main">
      {typeof found === "string" ? (
        <NoInvitation isExpired={found === "stale"} />
      ) : found.team ? (
        <TeamInvited found={found.team} token={token} who={who} />
      ) : (
        <Invited found={found.group} token={token} who={who} />
      )}
    </main>
  );
}

async function leadingTo(who: Viewer | null, token: string) {
  const team = await teamInvitationFor(who, token);
  return team ? { team, group: null } : { team, group: await invitationFor(who, token) };
}

function whyNone(error: unknown): string {
  if (error instanceof Refusal && isRefusalCode(error.code) && !error.isRetryable) return error.code;
  throw error;
}

async function NoInvitation({ isExpired }: { isExpired: boolean }) {
  const t = await words("groups");
  return (
    <EmptyState
      action={
        <Link className={buttonClass({ look: "secondary" })} href="/">
          {t("invitation.home")}
        </Link>
      }
      as="h1"
      icon="failed"
      title={t(isExpired ? "invitation.over" : "invitation.none")}
    >
      {t(isExpired ? "invitation.expired" : "invitation.noneAdvice")}
    </EmptyState>
  );
}

interface InvitedProps {
  found: Found;
  token: string;
  who: Viewer | null;
}

async function Invited({ found, token, who }: InvitedProps) {
  const { invitation, state } = found;
  const [t, inLocale] = await Promise.all([words("groups"), locale()]);
  const { conversationId, title, businessName, members, inviterName } = invitation;
  return (
    <div className="flex flex-col items-center rounded-xl border border-line bg-surface p-6 text-center shadow-floating sm:p-8">
      <GroupAvatar id={conversationId} title={title} />
      <h1 className="mt-4 font-display text-xl [overflow-wrap:anywhere]">
        {t("invitation.heading", { name: isolated(inviterName, inLocale), title: isolated(title, inLocale) })}
      </h1>
      <p className="mt-1 mb-6 text-ink-soft">
        {t("invitation.of", { business: isolated(businessName, inLocale) })} ·{" "}
        {t("people", { count: members })}
      </p>
      {state === "open" ? (
        <Join found={found} token={token} who={who} />
      ) : (
        <Outcome found={found} state={state} token={token} who={who} />
      )}
    </div>
  );
}

/** For an address: a guest has none, so they sign in or register with it first. */
async function Join({ found: { invitation }, token, who }: InvitedProps) {
  const t = await words("groups");
  const { businessName, email } = invitation;
  if (!who && email !== null)
    return (
      <>
        <p className="mb-5 text-ink-soft">{t("invitation.signInToJoin")}</p>
        <div className="flex flex-wrap justify-center gap-3">
          <Link className={buttonClass()} href={signInTo(token)}>
            {t("invitation.doSignIn")}
          </Link>
          <Link
            className={buttonClass({ look: "secondary" })}
            href={`/register?next=${encodeURIComponent(pathOf(token))}`}
          >
            {t("invitation.register")}
          </Link>
        </div>
      </>
    );
  return (
    <Words {...(await wordsFor("common", "account", "groups"))}>
      {who && <p className="mb-4 text-sm text-ink-faint">{t("invitation.as", { name: who.name })}</p>}
      <JoinGroup
        accept={acceptInvitation}
        acceptByForm={acceptByForm}
        businessName={businessName}
        isSignedIn={who !== null}
        signInHref={`/sign-in?next=${encodeURIComponent(pathOf(token))}`}
        token={token}
      />
    </Words>
  );
}

async function Outcome({
  found: { invitation },
  state,
  token,
  who,
}: InvitedProps & { state: Exclude<InvitationState, "open"> }): Promise<ReactNode> {
  const t = await words("groups");
  const { conversationId, businessId, members } = invitation;
  const isStaff = who !== null && membershipIn(who, businessId) !== null;
  return (
    <>
      <Banner className="w-full text-start" icon={state === "member" ? "sent" : "failed"} look="calm">
        {t(`invitation.${state}`, { count: members })}
      </Banner>
      {state === "member" && (
        <Link className={`${buttonClass()} mt-5`} href={`/${isStaff ? "inbox" : "chats"}/${conversationId}`}>
          {t("invitation.go")}
        </Link>
      )}
      {state === "other-address" && (
        <Link className={`${buttonClass()} mt-5`} href={signInTo(token)}>
          {t("invitation.signIn")}
        </Link>
      )}
    </>
  );
}

function signInTo(token: string): { pathname: string; query: { next: string } } {
  return { pathname: "/sign-in", query: { next: pathOf(token) } };
}

function pathOf(token: string): string {
  return `/invitations/${token}`;
}
