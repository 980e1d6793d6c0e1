import { readSettings } from "@/db/site-settings";
import { Refusal } from "@/lib/refusal";
import { KeptSettings } from "@/lib/server/kept-settings";
import { boundsOf } from "@/lib/server/limit-bounds";
import { log } from "@/lib/server/log";
import { type PolicyName, policies, policyNames, type UsesInForce } from "@/lib/server/rate-limit";
import { type SwitchName, switches } from "@/lib/switches";
import { db } from "./database";

/** What is not as it is by default. */
export interface SiteSettings {
  uses: ReadonlyMap<PolicyName, number>;
  off: ReadonlySet<SwitchName>;
}

const asByDefault: SiteSettings = { uses: new Map(), off: new Set() };

/** In globalThis, because routes and actions may be bundled apart. */
const held = globalThis as typeof globalThis & { servihubSettings?: KeptSettings<SiteSettings> };

function kept(): KeptSettings<SiteSettings> {
  held.servihubSettings ??= new KeptSettings({
    first: asByDefault,
    read: async () => settingsFrom(await readSettings(db())),
    now: Date.now,
    onFailure: (error) => log.warn("settings of the site not read", { error }),
  });
  return held.servihubSettings;
}

/** What rows say; one that this version does not know of says nothing, and one out of bounds is brought into them. */
export function settingsFrom(rows: { key: string; value: number }[]): SiteSettings {
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const uses = policyNames.flatMap((name): [PolicyName, number][] => {
    const { min, max } = boundsOf(name);
    const set = Math.min(max, Math.max(min, values.get(`limit:${name}`) ?? policies[name].uses));
    return set === policies[name].uses ? [] : [[name, set]];
  });
  return { uses: new Map(uses), off: new Set(switches.filter((name) => values.has(`switch:${name}`))) };
}

/** For the limits: asked at every use, it asks the database for nothing that anybody waits for. */
export const usesInForce: UsesInForce = {
  usesOf: (name) => kept().known.uses.get(name) ?? policies[name].uses,
  caughtUp: () => kept().caughtUp(),
};

/** Whether an admin lets it go on. */
export async function isOn(name: SwitchName): Promise<boolean> {
  await kept().caughtUp();
  return !kept().known.off.has(name);
}

/** Throws `off` where an admin has it so. */
export async function refuseIfOff(name: SwitchName): Promise<void> {
  if (!(await isOn(name))) throw new Refusal("off", { message: "That is switched off at present." });
}

/** For whoever just changed them; other processes follow within FOLLOWED_WITHIN_MS. */
export function followSettings(): Promise<void> {
  return kept().readAnew();
}
