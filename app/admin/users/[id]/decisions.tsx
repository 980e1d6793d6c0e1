import { Section } from "@/components/admin/section";
import { InlineForm } from "@/components/settings/inline-form";
import type { userOf } from "@/db/admin-users";
import { words } from "../../../words";
import { restoreUser, setAdmin, suspendUser } from "../../actions";
import { REASON_LENGTH_MAX } from "../../form";

interface Props {
  user: NonNullable<Awaited<ReturnType<typeof userOf>>>;
}

/** Whether somebody is an admin. */
export async function Rights({ user: { id: userId, kind } }: Props) {
  const t = await words("admin");
  const isAdmin = kind === "admin";
  return (
    <Section advice={t(isAdmin ? "rights.is" : "rights.isNot")} title={t("rights.title")}>
      <InlineForm
        action={setAdmin}
        button={t(isAdmin ? "rights.unmake" : "rights.make")}
        conflict={t("rights.last")}
        of={{ userId, isAdmin: isAdmin ? "no" : "yes" }}
      />
    </Section>
  );
}

/** Whether somebody is kept out. */
export async function Suspension({ user: { id: userId, suspendedAt } }: Props) {
  const t = await words("admin");
  return (
    <Section advice={t(suspendedAt ? "users.restoreAdvice" : "users.suspendAdvice")} title={t("suspension")}>
      {suspendedAt ? (
        <InlineForm action={restoreUser} button={t("restore")} of={{ userId }} />
      ) : (
        <InlineForm
          action={suspendUser}
          button={t("suspend")}
          conflict={t("rights.last")}
          look="danger"
          of={{ userId }}
          reason={{
            label: t("reason.label"),
            hint: t("reason.hint"),
            wrong: t("reason.wrong", { max: REASON_LENGTH_MAX }),
            lengthMax: REASON_LENGTH_MAX,
          }}
        />
      )}
    </Section>
  );
}
