import type { Metadata } from "next";
import { LimitForm } from "@/components/admin/limit-form";
import { Mark } from "@/components/admin/mark";
import { Section } from "@/components/admin/section";
import { InlineForm } from "@/components/settings/inline-form";
import { Banner } from "@/components/ui/banner";
import { Words } from "@/components/words";
import { type SiteSetting, settingsWithNames } from "@/db/site-settings";
import { FOLLOWED_WITHIN_MS } from "@/lib/server/kept-settings";
import { boundsOf, isOnlyLowered } from "@/lib/server/limit-bounds";
import { type PolicyName, policies, policyNames } from "@/lib/server/rate-limit";
import { type SwitchName, switches } from "@/lib/switches";
import { db } from "../../database";
import { type SiteSettings, settingsFrom } from "../../site-settings";
import { words, wordsFor } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";
import { When } from "../when";
import { setLimit, takeLimitBack, turn } from "./actions";
import { policyGroups } from "./groups";
import { RoomLimits } from "./room-limits";
import { windowIn } from "./window";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/limits");
  return { title: (await words("limits"))("title") };
}

/** What is set, and by whom it was set otherwise than by default. */
interface Shown extends SiteSettings {
  setBy: ReadonlyMap<string, SiteSetting>;
}

/** How often what may be done, and what is switched off for everybody. */
export default async function Page({ searchParams }: PageProps<"/admin/limits">) {
  await requireAdmin("/admin/limits");
  const [asked, t, rows, said] = await Promise.all([
    ...([searchParams, words("limits"), settingsWithNames(db())] as const),
    wordsFor("common", "limits"),
  ]);
  const shown: Shown = { ...settingsFrom(rows), setBy: new Map(rows.map((row) => [row.key, row])) };
  return (
    <Words {...said}>
      <AdminPage section="limits" title={t("title")}>
        <p className="mb-6 max-w-prose text-ink-soft">{t("lead", { seconds: FOLLOWED_WITHIN_MS / 1_000 })}</p>
        <div className="grid gap-5">
          <Done asked={asked} />
          <Section advice={t("switches.advice")} title={t("switches.title")}>
            <ul className="divide-y divide-line" id="switches">
              {switches.map((name) => (
                <Switch key={name} name={name} shown={shown} />
              ))}
            </ul>
          </Section>
          {policyGroups.map(({ group, names }) => (
            <Section key={group} title={t(`groups.${group}`)}>
              <ul className="divide-y divide-line">
                {names.map((name) => (
                  <Limit key={name} name={name} shown={shown} />
                ))}
              </ul>
            </Section>
          ))}
          <RoomLimits />
        </div>
      </AdminPage>
    </Words>
  );
}

/** What came of the form that led here. */
async function Done({ asked }: { asked: Awaited<PageProps<"/admin/limits">["searchParams"]> }) {
  const t = await words("limits");
  const policy = policyNames.find((name) => name === asked.name);
  const named = switches.find((name) => name === asked.name);
  const done =
    policy && (asked.done === "limit" || asked.done === "restored")
      ? t(`done.${asked.done}`, { name: t(`policies.${policy}`) })
      : named && (asked.done === "on" || asked.done === "off")
        ? t(`done.${asked.done}`, { name: t(`switches.names.${named}`) })
        : null;
  return (
    done && (
      <Banner icon="sent" look="calm">
        {done}
      </Banner>
    )
  );
}

async function Switch({ name, shown }: { name: SwitchName; shown: Shown }) {
  const t = await words("limits");
  const isOff = shown.off.has(name);
  const label = t(`switches.names.${name}`);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {label}
          <Mark look={isOff ? "danger" : "calm"}>{t(isOff ? "switches.off" : "switches.on")}</Mark>
        </p>
        <p className="text-sm text-ink-soft">{t(`switches.whenOff.${name}`)}</p>
        <SetBy setting={shown.setBy.get(`switch:${name}`)} />
      </div>
      <InlineForm
        action={turn}
        button={t(isOff ? "switches.turnOn" : "switches.turnOff")}
        key={String(isOff)}
        label={t(isOff ? "switches.turnOnThis" : "switches.turnOffThis", { name: label })}
        of={{ name, is: isOff ? "on" : "off" }}
      />
    </li>
  );
}

async function Limit({ name, shown }: { name: PolicyName; shown: Shown }) {
  const [t, inWindow] = await Promise.all([words("limits"), windowIn()]);
  const { whenDown, ...byDefault } = policies[name];
  const set = shown.uses.get(name);
  const uses = set ?? byDefault.uses;
  const bounds = boundsOf(name);
  const label = t(`policies.${name}`);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          {label}
          {set !== undefined && <Mark look="calm">{t("changed")}</Mark>}
        </p>
        <p className="text-sm text-ink-soft">
          <span className="font-medium text-ink">{inWindow(uses, byDefault.windowMs)}</span>
          {` · ${t(`whenDown.${whenDown}`)}`}
          {isOnlyLowered(name) && ` ${t("onlyLowered")}`}
        </p>
        <SetBy setting={shown.setBy.get(`limit:${name}`)} />
        {bounds.min < bounds.max && (
          <LimitForm action={setLimit} bounds={bounds} key={uses} label={label} name={name} uses={uses} />
        )}
      </div>
      {set !== undefined && (
        <InlineForm
          action={takeLimitBack}
          button={t("restore", { uses: byDefault.uses })}
          label={t("restoreThis", { uses: byDefault.uses, name: label })}
          of={{ name }}
        />
      )}
    </li>
  );
}

async function SetBy({ setting }: { setting: SiteSetting | undefined }) {
  const t = await words("limits");
  if (!setting) return null;
  return (
    <p className="text-sm text-ink-soft">
      {setting.changedBy !== null && <>{t("setBy", { who: setting.changedBy })} · </>}
      <When at={setting.changedAt} />
    </p>
  );
}
