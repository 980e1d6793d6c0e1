import Link from "next/link";
import { isolated } from "@/components/conversation/presence";
import { SettingForm } from "@/components/settings/setting-form";
import { Banner } from "@/components/ui/banner";
import { buttonClass } from "@/components/ui/button";
import { Words } from "@/components/words";
import type { Viewer } from "../viewer";
import { locale, words, wordsFor } from "../words";
import { join } from "./actions";
import type { teamInvitationFor } from "./invitations";

interface TeamInvitedProps {
  found: NonNullable<Awaited<ReturnType<typeof teamInvitationFor>>>;
  token: string;
  who: Viewer | null;
}

/** An invitation to work for a business, for whoever follows its link. */
export async function TeamInvited({ found: { invitation, state }, token, who }: TeamInvitedProps) {
  const [t, inLocale] = await Promise.all([words("team"), locale()]);
  const { businessName, businessSlug, inviterName, role } = invitation;
  const said = { name: isolated(inviterName, inLocale), business: isolated(businessName, inLocale) };
  const next = encodeURIComponent(`/invitations/${token}`);
  const isSomebody = who !== null && !who.isGuest;
  return (
    <div className="rounded-xl border border-line bg-surface p-6 shadow-floating sm:p-8">
      <h1 className="font-display text-xl [overflow-wrap:anywhere]">{t("join.heading", said)}</h1>
      <p className="mt-2 mb-6 text-ink-soft">{t(`join.as.${role}`)}</p>
      {state === "open" && isSomebody && (
        <Words {...(await wordsFor("common", "account"))}>
          <p className="text-sm text-ink-faint">{t("join.signedInAs", { name: who.name })}</p>
          <SettingForm act={join} hidden={{ token }} submit={t("join.do")} />
        </Words>
      )}
      {state === "open" && !isSomebody && <p className="text-ink-soft">{t("join.signInAdvice")}</p>}
      {state !== "open" && (
        <Banner icon={state === "member" ? "sent" : "failed"} look="calm">
          {t(`join.${state}`)}
        </Banner>
      )}
      {state === "member" && (
        <Link
          className={`${buttonClass()} mt-5`}
          href={{ pathname: "/inbox", query: { business: businessSlug } }}
        >
          {t("join.go")}
        </Link>
      )}
      {(state === "other-address" || (state === "open" && !isSomebody)) && (
        <p className="mt-5 flex flex-wrap gap-3">
          <Link className={buttonClass()} href={`/sign-in?next=${next}`}>
            {t("join.signIn")}
          </Link>
          <Link className={buttonClass({ look: "secondary" })} href={`/register?next=${next}`}>
            {t("join.register")}
          </Link>
        </p>
      )}
    </div>
  );
}
