import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { AUDIT_SUBJECT_LENGTH_MAX, auditKindsBySubject } from "@/lib/audit";
import { zoneName } from "@/lib/time-zone";
import { words } from "../words";
import type { AuditField, Typed } from "./asked";
import type { AuditPlaceOnSite } from "./audit-view";

interface AuditFilterFormProps extends Typed {
  on: AuditPlaceOnSite;
  timeZone: string;
  members?: { userId: string; name: string }[];
}

const selectClass =
  "h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink aria-invalid:border-danger";

// Only where there is room for it beside the list, and the browser can show it by style alone.
const UNFOLDED = {
  fields: "md:supports-[selector(::details-content)]:details-content:[content-visibility:visible]",
  summary: "md:supports-[selector(::details-content)]:hidden",
};

/**
 * Which entries are to be shown, as the query of the page; what was not understood stands as it was typed. On a phone it is
 * folded until something was asked for, so that the list is what is seen first.
 */
export async function AuditFilterForm({ on, typed, wrong, timeZone, members }: AuditFilterFormProps) {
  const t = await words("audit");
  const isAskedFor = Object.keys(typed).some((field) => !(field in on.always));
  const fieldOf = (name: Exclude<AuditField, "before" | "kind">) => ({
    name,
    label: t(`filter.${name}`),
    defaultValue: typed[name] ?? "",
    error: wrong.includes(name) ? t(`wrong.${name}`) : undefined,
  });
  return (
    <search aria-label={t("filter.label")} className="@container mb-6 block">
      <details className={UNFOLDED.fields} key={JSON.stringify(typed)} open={isAskedFor}>
        <summary
          className={`inline-flex min-h-11 cursor-pointer items-center font-medium text-pine-ink underline underline-offset-2 ${UNFOLDED.summary}`}
        >
          {t("filter.choose")}
        </summary>
        <form
          action={on.pathname}
          className="grid grid-cols-1 items-start gap-3 pt-2 @md:grid-cols-2 @3xl:grid-cols-3"
        >
          {Object.entries(on.always).map(([name, value]) => (
            <input key={name} name={name} type="hidden" value={value} />
          ))}
          <KindField
            chosen={typed.kind ?? ""}
            isOfBusiness={members !== undefined}
            isWrong={wrong.includes("kind")}
          />
          {members ? (
            <MemberField chosen={typed.who ?? ""} members={members} />
          ) : (
            <>
              <TextField {...fieldOf("who")} dir="auto" hint={t("filter.whoHint")} maxLength={320} />
              <TextField
                {...fieldOf("business")}
                dir="auto"
                hint={t("filter.businessHint")}
                maxLength={100}
              />
            </>
          )}
          <TextField
            {...fieldOf("subject")}
            dir="auto"
            hint={t("filter.subjectHint")}
            maxLength={AUDIT_SUBJECT_LENGTH_MAX}
          />
          <TextField {...fieldOf("from")} type="date" />
          <TextField {...fieldOf("to")} hint={t("filter.zone", { zone: zoneName(timeZone) })} type="date" />
          <div className="flex flex-wrap gap-3 @md:col-span-full">
            <button className={buttonClass()} type="submit">
              {t("filter.go")}
            </button>
            {isAskedFor && (
              <Link
                className={buttonClass({ look: "quiet" })}
                href={{ pathname: on.pathname, query: on.always }}
                prefetch={false}
              >
                {t("filter.all")}
              </Link>
            )}
          </div>
        </form>
      </details>
    </search>
  );
}

interface KindFieldProps {
  chosen: string;
  isOfBusiness: boolean;
  isWrong: boolean;
}

async function KindField({ chosen, isOfBusiness, isWrong }: KindFieldProps) {
  const t = await words("audit");
  return (
    <div className="min-w-0">
      <label className="mb-1.5 block text-sm font-medium" htmlFor="audit-kind">
        {t("filter.kind")}
      </label>
      <select
        aria-describedby={isWrong ? "audit-kind-wrong" : undefined}
        aria-invalid={isWrong || undefined}
        className={selectClass}
        defaultValue={isWrong ? "" : chosen}
        id="audit-kind"
        name="kind"
      >
        <option value="">{t("filter.any")}</option>
        {auditKindsBySubject({ isOfBusiness }).map(({ subject, kinds }) => (
          <optgroup key={subject} label={t(`groups.${subject}`)}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {isWrong && (
        <p className="mt-1.5 text-sm text-danger" id="audit-kind-wrong">
          {t("wrong.kind")}
        </p>
      )}
    </div>
  );
}

/** Those who work there now, and whoever else is asked about by a link. */
async function MemberField({
  chosen,
  members,
}: {
  chosen: string;
  members: { userId: string; name: string }[];
}) {
  const t = await words("audit");
  const isOther = chosen !== "" && !members.some(({ userId }) => userId === chosen);
  return (
    <div className="min-w-0">
      <label className="mb-1.5 block text-sm font-medium" htmlFor="audit-who">
        {t("filter.who")}
      </label>
      <select className={selectClass} defaultValue={chosen} id="audit-who" name="who">
        <option value="">{t("filter.anyone")}</option>
        {members.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
        {isOther && <option value={chosen}>{chosen}</option>}
      </select>
    </div>
  );
}
