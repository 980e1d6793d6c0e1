import { SettingForm } from "@/components/settings/setting-form";
import { Banner } from "@/components/ui/banner";
import { Time } from "@/components/ui/time";
import { ERASURE_GRACE_DAYS } from "@/lib/erasure";
import { words } from "../../words";
import { eraseAccount, keepOwnAccount } from "../actions";

interface ErasureProps {
  account: { hasPassword: boolean; eraseAt: Date | null };
  isGuest: boolean;
  isOnlyAdmin: boolean;
  /** The businesses that would be without an owner. */
  owned: { name: string; slug: string }[];
}

/** Has an account erased, takes that back, or says why it cannot be. */
export async function Erasure({ account, isGuest, isOnlyAdmin, owned }: ErasureProps) {
  const t = await words("data");
  const { hasPassword, eraseAt } = account;
  if (eraseAt)
    return (
      <>
        <Banner className="mb-4" icon="clock" look="warning">
          {t.rich("going", { when: () => <Time at={eraseAt.toISOString()} form="coming" key="when" /> })}
        </Banner>
        <SettingForm act={keepOwnAccount} hidden={{ isMeant: "yes" }} submit={t("keep")} />
      </>
    );
  if (owned.length > 0 || isOnlyAdmin)
    return (
      <ul className="space-y-2 text-sm text-ink-soft">
        {owned.map(({ name, slug }) => (
          <li key={slug}>{t("eraseOwner", { business: name })}</li>
        ))}
        {isOnlyAdmin && <li>{t("eraseAdmin")}</li>}
      </ul>
    );
  return (
    <>
      <p className="text-sm text-ink-soft">
        {t("eraseAdvice", { days: ERASURE_GRACE_DAYS })} {isGuest && t("eraseGuest")}
      </p>
      <div className="mt-3">
        <SettingForm
          act={eraseAccount}
          fields={
            hasPassword
              ? [
                  {
                    ...{ name: "password", type: "password", label: t("password") },
                    autoComplete: "current-password",
                  },
                ]
              : []
          }
          look="danger"
          problems={{
            unauthorized: t(hasPassword ? "wrongPassword" : "notLately"),
            "bad-command": t("noPassword"),
          }}
          submit={t("eraseDo")}
        />
      </div>
    </>
  );
}
