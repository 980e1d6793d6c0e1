import Link from "next/link";
import type { ReactNode } from "react";
import type { ShownAudit } from "@/db/audit-page";
import { type AuditDetail, auditDetails } from "@/lib/audit";
import { settledKinds } from "@/lib/failures";
import { signInEventKinds } from "@/lib/sign-in-event";
import { regionalLocale } from "../regional-locale";
import { words } from "../words";
import type { AuditPlaceOnSite } from "./audit-view";

interface AuditLineProps {
  entry: ShownAudit;
  on: AuditPlaceOnSite;
  timeZone: string;
}

const linkClass = "text-pine-ink underline underline-offset-2";

/** One entry as people read it, with the way to all else by whoever did it, and about what it was done to. */
export async function AuditLine({ entry, on, timeZone }: AuditLineProps) {
  const [t, locale] = await Promise.all([words("audit"), regionalLocale()]);
  const { at, kind, business, subjectId, detail, requestId } = entry;
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
  const isOfAdmin = on.pathname === "/admin/audit";
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <p className="font-medium">{t(`kinds.${kind}`)}</p>
        <time className="text-sm text-ink-soft tabular-nums" dateTime={at} title={at}>
          {moment.format(new Date(at))}
        </time>
      </div>
      <p className="text-sm text-ink-soft">
        <Who entry={entry} on={on} />
        {isOfAdmin && business && (
          <>
            {" · "}
            <Link
              className={linkClass}
              href={{ pathname: on.pathname, query: { business: business.slug } }}
              prefetch={false}
            >
              <bdi>{business.name}</bdi>
            </Link>
          </>
        )}
      </p>
      <Details detail={detail} moment={moment} />
      <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
        {subjectId && (
          <Link
            className={linkClass}
            href={{ pathname: on.pathname, query: { ...on.always, subject: subjectId } }}
            prefetch={false}
          >
            {t("allAbout")}
          </Link>
        )}
        {!isOfAdmin && business && typeof detail.conversationId === "string" && (
          <Link
            className={linkClass}
            href={{ pathname: `/inbox/${detail.conversationId}`, query: { business: business.slug } }}
            prefetch={false}
          >
            {t("conversation")}
          </Link>
        )}
        {isOfAdmin && requestId && <span className="text-ink-faint">{t("request", { id: requestId })}</span>}
      </p>
    </li>
  );
}

async function Who({ entry: { actorId, actorName, actorRole }, on }: Pick<AuditLineProps, "entry" | "on">) {
  const t = await words("audit");
  if (actorRole === "system" || actorRole === "operator") return t(actorRole);
  if (actorId === null) return t("nobody");
  const name = actorName || t("erased");
  return (
    <>
      <Link
        aria-label={t("allBy", { name })}
        className={linkClass}
        href={{ pathname: on.pathname, query: { ...on.always, who: actorId } }}
        prefetch={false}
      >
        <bdi>{name}</bdi>
      </Link>{" "}
      ({t(`roles.${actorRole}`)})
    </>
  );
}

/** What is said beside; a conversation has a link instead. */
async function Details({ detail, moment }: { detail: AuditDetail; moment: Intl.DateTimeFormat }) {
  const t = await words("audit");
  const told = auditDetails.flatMap((name) => {
    const value = detail[name];
    return name === "conversationId" || isNothing(name, value) ? [] : [{ name, value }];
  });
  if (told.length === 0) return null;
  const worded = ({ name, value }: (typeof told)[number]): ReactNode => {
    if (value == null) return t("values.nobody");
    if (typeof value === "boolean") return t(value ? "values.yes" : "values.no");
    if (!isTyped(name) && isWorded(value)) return t(`values.${value}`);
    if (typeof value === "string" && MOMENT.test(value)) return moment.format(new Date(value));
    return <bdi>{value}</bdi>;
  };
  return (
    <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-sm">
      {told.map(({ name, value }) => (
        <div className="min-w-0" key={name}>
          <dt className="inline text-ink-soft">{t(`details.${name}`)}: </dt>
          <dd className="inline break-words">{worded({ name, value })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** That it was nobody's says something only of what changed. */
function isNothing(name: keyof AuditDetail, value: AuditDetail[keyof AuditDetail]): boolean {
  return value === undefined || value === "" || (value === null && name !== "before" && name !== "after");
}

/** By people, who may well call something by a word of ours. */
function isTyped(name: keyof AuditDetail): boolean {
  return name === "name" || name === "reason";
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const worded = [
  ...([
    "owner",
    "agent",
    "customer",
    "bot",
    "member",
    "host",
    "link",
    "logo",
    "email",
    "name",
    "password",
  ] as const),
  ...(["open", "snoozed", "completed", "archived"] as const),
  ...settledKinds,
  ...signInEventKinds,
];

function isWorded(value: unknown): value is (typeof worded)[number] {
  return worded.some((each) => each === value);
}
