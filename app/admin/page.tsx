import type { Metadata } from "next";
import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { readSettings } from "@/db/site-settings";
import { db } from "../database";
import { regionalLocale } from "../regional-locale";
import { settingsFrom } from "../site-settings";
import { words } from "../words";
import { requireAdmin } from "./access";
import { AdminPage } from "./admin-page";
import { sections } from "./sections";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin");
  return { title: (await words("admin"))("title") };
}

/** Where admins begin: what there is to see and to do. */
export default async function Page() {
  await requireAdmin("/admin");
  const t = await words("admin");
  return (
    <AdminPage section="overview" title={t("title")}>
      <p className="mb-6 max-w-prose text-ink-soft">{t("lead")}</p>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {sections
          .filter(({ name }) => name !== "overview")
          .map(({ name, href, icon }) => (
            <li key={name}>
              <Link
                className="flex h-full items-start gap-3 rounded-xl border border-line bg-surface p-5 hover:border-line-strong"
                href={href}
                prefetch={false}
              >
                <Icon className="mt-0.5 size-5 text-pine-ink" name={icon} />
                <span>
                  <span className="block font-medium">{t(`sections.${name}`)}</span>
                  <span className="mt-1 block text-sm text-ink-soft">{t(`advice.${name}`)}</span>
                  {name === "limits" && <LimitsNow />}
                </span>
              </Link>
            </li>
          ))}
      </ul>
    </AdminPage>
  );
}

/** How many limits are not as by default, and what is switched off. */
async function LimitsNow() {
  const [t, locale, rows] = await Promise.all([words("limits"), regionalLocale(), readSettings(db())]);
  const { uses, off } = settingsFrom(rows);
  const names = [...off].map((name) => t(`switches.names.${name}`));
  return (
    <span className="mt-1 block text-sm">
      {t("overview", { count: uses.size })}{" "}
      {off.size === 0
        ? t("overviewOn")
        : t("overviewOff", { names: new Intl.ListFormat(locale).format(names) })}
    </span>
  );
}
