import { z } from "zod/mini";
import { addMember, dismissMember, endWhatWasBegun, type MemberRole, setRole } from "@/db/memberships";
import type { AuditKind } from "@/lib/audit";
import { Refusal } from "@/lib/refusal";
import { expelWhoIsOver } from "../account/expulsions";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { adminAccess } from "./access";
import { fields } from "./form";

const member = { businessId: uuid, userId: uuid };
const role = z.enum(["agent", "owner"]);
type Was = { name: string; role: MemberRole } | "last-owner" | null;

/** What somebody may do in a business. It always keeps an owner. */
export const changeRole = operation({
  input: z.pipe(fields("businessId", "userId", "role"), z.object({ ...member, role })),
  limit: "admin",
  permit: adminAccess,
  run: async ({ viewer, input }) => {
    const was = await audited(
      viewer,
      (tx) => setRole(tx, input),
      (was) =>
        isOther(was, input.role)
          ? entryOf("member.role-changed", input, { name: was.name, before: was.role, after: input.role })
          : null,
    );
    refuse(was);
    return ledTo(input, "role");
  },
});

/** Somebody is a member no longer: what they opened there is closed, and what they had in hand is given to others. */
export const dismiss = operation({
  input: z.pipe(fields("businessId", "userId"), z.object(member)),
  limit: "admin",
  permit: adminAccess,
  run: async ({ viewer, input }) => {
    const was = refuse(
      await audited(
        viewer,
        (tx) => dismissMember(tx, input),
        (was) => (was === null || was === "last-owner" ? null : entryOf("member.removed", input, { ...was })),
      ),
    );
    await endWhatWasBegun(db(), input);
    await expelWhoIsOver();
    return { to: `${ledTo(input, "dismissed").to}&user=${input.userId}&role=${was.role}` };
  },
});

/** Takes somebody with an account into a business, or back into it. */
export const enlist = operation({
  input: z.pipe(fields("businessId", "userId", "role"), z.object({ ...member, role })),
  limit: "admin",
  permit: adminAccess,
  run: async ({ viewer, input }) => {
    const added = await audited(
      viewer,
      (tx) => addMember(tx, input),
      (done) => done && entryOf("member.added", input, { name: done.name, role: input.role }),
    );
    if (!added) throw new Refusal("not-found");
    return ledTo(input, "enlisted");
  },
});

function isOther(was: Was, role: MemberRole): was is { name: string; role: MemberRole } {
  return was !== null && was !== "last-owner" && was.role !== role;
}

function refuse(was: Was): { name: string; role: MemberRole } {
  if (was === null) throw new Refusal("not-found");
  if (was === "last-owner") throw new Refusal("conflict");
  return was;
}

function entryOf(
  kind: AuditKind,
  { businessId, userId }: { businessId: string; userId: string },
  detail: Record<string, string>,
) {
  return { kind, businessId, subjectId: userId, detail };
}

function ledTo({ businessId }: { businessId: string }, done: string) {
  return { to: `/admin/businesses/${businessId}?done=${done}` };
}
