import { SettingForm } from "@/components/settings/setting-form";
import { Time } from "@/components/ui/time";
import { SIGN_INS_SHOWN_MAX, type SignIn } from "@/db/sign-ins";
import { words } from "../../words";
import { endOneSignIn, endOthers } from "../actions";

/** Where somebody is signed in; the one they look by comes first. */
export async function SignIns({ signIns, here }: { signIns: SignIn[]; here: string }) {
  const t = await words("person");
  const own = signIns.filter(({ id }) => id === here);
  const others = signIns.filter(({ id }) => id !== here);
  return (
    <section aria-labelledby="sign-ins">
      <h2 className="scroll-mt-20 font-display text-xl" id="sign-ins">
        {t("security.signIns")}
      </h2>
      <p className="mt-1 text-ink-soft">{t("security.signInsAdvice")}</p>
      <ul className="mt-3 divide-y divide-line rounded-xl border border-line bg-surface">
        {[...own, ...others].map((signIn) => (
          <li className="flex flex-wrap items-center gap-x-4 gap-y-2 p-4" key={signIn.id}>
            <Where isHere={signIn.id === here} signIn={signIn} />
            <SettingForm
              act={endOneSignIn}
              hidden={{ id: signIn.id }}
              look="secondary"
              submit={t("security.end")}
              submitLabel={t("security.endOf", { device: signIn.device ?? t("security.unknownDevice") })}
            />
          </li>
        ))}
      </ul>
      {signIns.length === SIGN_INS_SHOWN_MAX && (
        <p className="mt-2 text-sm text-ink-soft">{t("security.more", { count: SIGN_INS_SHOWN_MAX })}</p>
      )}
      <div className="mt-4 rounded-xl border border-line bg-surface p-5">
        <p className="mb-3 text-sm text-ink-soft">{t("security.othersAdvice")}</p>
        <SettingForm
          act={endOthers}
          hidden={{ isMeant: "yes" }}
          look="secondary"
          submit={t("security.others")}
        />
      </div>
    </section>
  );
}

async function Where({ signIn, isHere }: { signIn: SignIn; isHere: boolean }) {
  const t = await words("person");
  const { device, network, businessName, createdAt, lastAt } = signIn;
  return (
    <div className="min-w-0 flex-1 basis-56">
      <h3 className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
        <bdi>{device ?? t("security.unknownDevice")}</bdi>
        {isHere && (
          <span className="rounded-full bg-pine-tint px-2 py-0.5 text-xs text-pine-ink">
            {t("security.here")}
          </span>
        )}
      </h3>
      {businessName && (
        <p className="mt-0.5 text-sm text-ink-soft">{t("security.inWidget", { business: businessName })}</p>
      )}
      <p className="mt-0.5 text-sm text-ink-soft">
        {t.rich("security.since", { when: () => <Time at={createdAt} form="ago" key="since" /> })}
        {lastAt && (
          <>
            {" · "}
            {t.rich("security.lastUsed", { when: () => <Time at={lastAt} form="ago" key="last" /> })}
          </>
        )}
      </p>
      {network && (
        <p className="mt-0.5 text-sm text-ink-soft">
          {t.rich("security.network", { value: () => <bdi key="network">{network}</bdi> })}
        </p>
      )}
    </div>
  );
}
