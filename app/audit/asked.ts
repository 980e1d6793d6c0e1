import { z } from "zod/mini";
import { AUDIT_SUBJECT_LENGTH_MAX, auditKinds } from "@/lib/audit";
import { emailAddress } from "@/lib/person";
import { storableText } from "@/lib/protocol/message";
import { slug } from "../businesses/access";
import { uuid } from "../conversation/access";

const PLACE_LENGTH_MAX = 80;
const SEPARATOR = "_";

/** What can be asked of the audit trail, as it stands in the query of an address. */
const fields = {
  kind: z.enum(auditKinds),
  /** By their id or e-mail address. */
  who: z.union([uuid, emailAddress]),
  subject: storableText.check(z.maxLength(AUDIT_SUBJECT_LENGTH_MAX)),
  /** By its id or what it is called in addresses. */
  business: slug,
  from: z.iso.date(),
  to: z.iso.date(),
  /** Where the page begins; the text of it is public, and harmless. */
  before: z.pipe(
    z.pipe(
      z.string().check(z.maxLength(PLACE_LENGTH_MAX)),
      z.transform((text) => {
        const [at, id] = text.split(SEPARATOR);
        return { at, id };
      }),
    ),
    z.object({ at: z.iso.datetime(), id: uuid }),
  ),
};
export type AuditField = keyof typeof fields;
const names = Object.keys(fields) as AuditField[];

const { business, ...ofBusiness } = fields;
export const auditAskedOfBusiness = z.partial(z.strictObject(ofBusiness));
export const auditAsked = z.partial(z.strictObject({ ...ofBusiness, business }));
export type AuditAsked = z.input<typeof auditAsked>;

/** What was asked for by an address: as it was typed, and which of it is not understood. */
export interface Typed {
  typed: Partial<Record<AuditField, string>>;
  wrong: AuditField[];
}

export function typedIn(query: Record<string, string | string[] | undefined>): Typed {
  const given = names.flatMap((name) => {
    const text = query[name];
    return typeof text === "string" && text.trim() !== "" ? [[name, text.trim()] as const] : [];
  });
  const typed: Typed["typed"] = Object.fromEntries(given);
  const wrong = given.filter(([name, text]) => !fields[name].safeParse(text).success).map(([name]) => name);
  const { from, to } = typed;
  if (wrong.length === 0 && from && to && to < from) wrong.push("to");
  return { typed, wrong };
}

export function formatPlace({ at, id }: { at: string; id: string }): string {
  return [at, id].join(SEPARATOR);
}
