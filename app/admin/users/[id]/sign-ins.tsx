import { Section } from "@/components/admin/section";
import { InlineForm } from "@/components/settings/inline-form";
import { SIGN_INS_SHOWN_MAX, signInsOf } from "@/db/admin-users";
import { db } from "../../../database";
import { words } from "../../../words";
import { endAll, endOne } from "../../actions";
import { When } from "../../when";

/** By what somebody is signed in, each of which can be ended. */
export async function SignIns({ userId }: { userId: string }) {
  const [t, signIns] = await Promise.all([words("admin"), signInsOf(db(), userId)]);
  if (signIns.length === 0)
    return (
      <Section title={t("signIns.title")}>
        <p className="text-sm text-ink-soft">{t("signIns.none")}</p>
      </Section>
    );
  return (
    <Section advice={t("signIns.advice")} title={t("signIns.title")}>
      <ul className="mb-4 divide-y divide-line">
        {signIns.map((signIn) => (
          <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5" key={signIn.id}>
            <div className="min-w-0 flex-1 basis-56 text-sm">
              <p className="font-medium break-words">
                <bdi>{nameOf(signIn, t)}</bdi>
              </p>
              <p className="text-ink-soft">
                {t.rich("signIns.begun", { when: () => <When at={signIn.begunAt} key="begun" /> })}
                {signIn.network && (
                  <>
                    {" · "}
                    <bdi>{signIn.network}</bdi>
                  </>
                )}
              </p>
              {(signIn.usedAt ?? signIn.seenAt) && (
                <p className="text-ink-soft">
                  {t.rich("signIns.seen", {
                    when: () => <When at={signIn.usedAt ?? signIn.seenAt ?? signIn.begunAt} key="seen" />,
                  })}
                </p>
              )}
            </div>
            <InlineForm
              action={endOne}
              button={t("signIns.end")}
              label={t("signIns.endOf", { name: nameOf(signIn, t) })}
              of={{ userId, signInId: signIn.id }}
            />
          </li>
        ))}
      </ul>
      {signIns.length === SIGN_INS_SHOWN_MAX && (
        <p className="mb-3 text-sm text-ink-soft">{t("signIns.more", { max: SIGN_INS_SHOWN_MAX })}</p>
      )}
      <InlineForm action={endAll} button={t("signIns.endAll")} of={{ userId }} />
    </Section>
  );
}

type SignIn = Awaited<ReturnType<typeof signInsOf>>[number];
type T = Awaited<ReturnType<typeof words<"admin">>>;

function nameOf({ token, widgetOf, device }: SignIn, t: T): string {
  if (token !== null) return t("signIns.token", { name: token });
  if (widgetOf !== null) return t("signIns.widget", { name: widgetOf });
  return device ?? t("signIns.unknown");
}
