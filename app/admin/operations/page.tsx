import type { Metadata } from "next";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { db } from "../../database";
import { words } from "../../words";
import { requireAdmin } from "../access";
import { AdminPage } from "../admin-page";
import { CanaryShown } from "./canary-shown";
import { clockOfAdmins } from "./clock";
import { type Note, type PartState, statesOfParts } from "./parts";
import { VitalsShown } from "./vitals-shown";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin("/admin/operations");
  return { title: (await words("operations"))("title") };
}

/** How the platform is, now and in the last hour. */
export default async function Page() {
  await requireAdmin("/admin/operations");
  const [t, clock, parts] = await Promise.all([words("operations"), clockOfAdmins(), statesOfParts()]);
  return (
    <AdminPage section="operations" title={t("title")}>
      <div className="mb-8 flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">{t("asOf", { time: clock(new Date()) })}</p>
        <a className={buttonClass({ look: "secondary", size: "small" })} href="/admin/operations">
          {t("again")}
        </a>
      </div>
      <section aria-labelledby="parts">
        <h2 className="font-display text-xl" id="parts">
          {t("parts.title")}
        </h2>
        <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {parts.map((part) => (
            <Part key={part.name} {...part} />
          ))}
        </ul>
      </section>
      <CanaryShown clock={clock} db={db()} />
      <VitalsShown clock={clock} db={db()} />
    </AdminPage>
  );
}

const looks = {
  ok: { icon: "sent", className: "bg-pine-tint text-pine-ink" },
  odd: { icon: "clock", className: "bg-clay-tint text-clay-ink" },
  down: { icon: "failed", className: "bg-danger-tint text-danger" },
} as const;

async function Part({ name, is, ms, note }: PartState) {
  const t = await words("operations");
  const { icon, className } = looks[is];
  return (
    <li className="flex gap-3 rounded-xl border border-line bg-surface p-4">
      <span className={`inline-flex size-9 shrink-0 items-center justify-center rounded-full ${className}`}>
        <Icon name={icon} />
      </span>
      <div className="min-w-0">
        <p className="font-medium">{t(`parts.${name}`)}</p>
        <p className="text-sm">
          {t(`is.${is}`)}
          {ms !== null && <span className="text-ink-soft"> · {t("ms", { ms: Math.round(ms) })}</span>}
        </p>
        {note && (
          <p className="text-sm text-ink-soft">
            <Remark note={note} />
          </p>
        )}
      </div>
    </li>
  );
}

async function Remark({ note }: { note: Note }) {
  const t = await words("operations");
  switch (note.is) {
    case "shards":
      return t("note.shards", { up: note.up, all: note.all });
    case "late":
      return t("note.late", { seconds: Math.round(note.ms / 1_000), waiting: note.waiting });
    case "apart":
      return Number.isFinite(note.ms)
        ? t("note.apart", { seconds: Math.round(note.ms / 1_000) })
        : t("note.silent");
    default:
      return t(`note.${note.is}`);
  }
}
