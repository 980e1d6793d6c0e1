import { z } from "zod/mini";
import { changeSetting, type SettingKey } from "@/db/site-settings";
import { boundsOf } from "@/lib/server/limit-bounds";
import { type PolicyName, policies, policyNames } from "@/lib/server/rate-limit";
import { switches } from "@/lib/switches";
import { audited, type Done } from "../../audited";
import { operation } from "../../operation";
import { followSettings } from "../../site-settings";
import type { Viewer } from "../../viewer";
import { adminAccess } from "../access";
import { fields } from "../form";

const policy = z.enum(policyNames);
/** Digits, as they are typed into a form. */
const uses = z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number));

/** How many uses a policy allows in its window, from now on, in all processes; within bounds of what it does by default. */
export const changeLimit = operation({
  input: z.pipe(
    fields("name", "uses"),
    z
      .object({ name: policy, uses })
      .check(z.refine(({ name, uses }) => uses >= boundsOf(name).min && uses <= boundsOf(name).max)),
  ),
  limit: "admin",
  permit: adminAccess,
  run: ({ viewer, input: { name, uses } }) => setLimit(viewer, name, uses),
});

/** As it is by default. */
export const restoreLimit = operation({
  input: z.pipe(fields("name"), z.object({ name: policy })),
  limit: "admin",
  permit: adminAccess,
  run: ({ viewer, input: { name } }) => setLimit(viewer, name, policies[name].uses),
});

export const setSwitch = operation({
  input: z.pipe(fields("name", "is"), z.object({ name: z.enum(switches), is: z.enum(["on", "off"]) })),
  limit: "admin",
  permit: adminAccess,
  run: async ({ viewer, input: { name, is } }) => {
    await set(viewer, { key: `switch:${name}`, value: is === "off" ? 0 : null }, (before) => ({
      kind: "switch.changed",
      ...{ name, before: before === null ? "on" : "off", after: is },
    }));
    return { to: `/admin/limits?done=${is}&name=${name}#switches` };
  },
});

async function setLimit(viewer: Viewer, name: PolicyName, uses: number): Promise<{ to: string }> {
  const byDefault = policies[name].uses;
  await set(viewer, { key: `limit:${name}`, value: uses === byDefault ? null : uses }, (before) => ({
    kind: "limit.changed",
    ...{ name, before: before ?? byDefault, after: uses },
  }));
  const done = uses === byDefault ? "restored" : "limit";
  return { to: `/admin/limits?done=${done}&name=${encodeURIComponent(name)}` };
}

interface Changed {
  kind: "switch.changed" | "limit.changed";
  name: string;
  before: string | number;
  after: string | number;
}

/** Told in the audit trail where anything changed; what asks this process next is told of it. */
async function set(
  viewer: Viewer,
  setting: { key: SettingKey; value: number | null },
  told: (before: number | null) => Changed,
): Promise<void> {
  await audited(
    viewer,
    (tx) => changeSetting(tx, { ...setting, by: viewer.id }),
    ({ before }): Done | null => {
      const { kind, ...detail } = told(before);
      if (detail.before === detail.after) return null;
      return { kind, businessId: null, subjectId: detail.name, detail };
    },
  );
  await followSettings();
}
