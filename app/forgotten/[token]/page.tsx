import type { Metadata } from "next";
import { SettingForm } from "@/components/settings/setting-form";
import { PASSWORD_LENGTH_MIN } from "@/lib/person-lengths";
import { setNewPassword } from "../../account/actions";
import { forgottenOf } from "../../account/forgotten";
import { whyNone } from "../../why-none";
import { words } from "../../words";
import { ForgottenFrame } from "../forgotten-frame";

/** The address is a key: it goes to no other site, and into no index. With no referrer at all the form were nobody's. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await words("person");
  return { title: t("forgotten.set"), robots: { index: false }, referrer: "origin" };
}

/** Looking at it changes nothing: programs look at what is in mails. */
export default async function Page({ params }: PageProps<"/forgotten/[token]">) {
  const { token } = await params;
  const [t, found] = await Promise.all([words("person"), forgottenOf(token).catch(whyNone)]);
  const least = { count: PASSWORD_LENGTH_MIN };
  const none = { icon: "failed", title: t("forgotten.none"), advice: t("forgotten.noneAdvice") } as const;
  return (
    <ForgottenFrame
      instead={found === null ? none : null}
      lead={t("forgotten.setLead")}
      title={t("forgotten.set")}
    >
      <SettingForm
        act={setNewPassword}
        fields={[
          {
            ...{ name: "password", type: "password", label: t("security.new") },
            ...{ autoComplete: "new-password", hint: t("security.newHint", least) },
            minLength: PASSWORD_LENGTH_MIN,
          },
        ]}
        hidden={{ token }}
        problems={{
          "bad-command": t("forgotten.tooShort", least),
          "not-found": t("forgotten.noneAdvice"),
        }}
        submit={t("forgotten.setDo")}
      />
    </ForgottenFrame>
  );
}
