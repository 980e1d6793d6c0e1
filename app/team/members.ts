import { z } from "zod/mini";
import { addMember, dismissMember, endWhatWasBegun, setRole } from "@/db/memberships";
import { takenOutSince } from "@/db/team-invitations";
import type { AuditKind } from "@/lib/audit";
import { type MemberRole, memberRoles } from "@/lib/permissions";
import { Refusal } from "@/lib/refusal";
import { TAKEN_BACK_WITHIN_MS } from "@/lib/team";
import { expelWhoIsOver } from "../account/expulsions";
import { adminAccess } from "../admin/access";
import { fields } from "../admin/form";
import { audited } from "../audited";
import { uuid } from "../conversation/access";
import { db } from "../database";
import { operation } from "../operation";
import { membershipIn, type Viewer } from "../viewer";

const member = { businessId: uuid, userId: uuid, at: z.enum(["admin", "team"]) };
const role = z.enum(memberRoles);
type Was = { name: string; role: MemberRole } | "last-owner" | null;

interface Asked {
  businessId: string;
  userId: string;
  /** The page on which it is asked for, which is gone back to. */
  at: "admin" | "team";
}

/** What somebody may do in a business. It always keeps an owner. */
export const changeRole = operation({
  input: z.pipe(fields("businessId", "userId", "at", "role"), z.object({ ...member, role })),
  limit: "admin",
  permit: decides,
  run: async ({ viewer, input }) => {
    refuse(
      await audited(
        viewer,
        (tx) => setRole(tx, input),
        (was) =>
          isOther(was, input.role)
            ? entryOf("member.role-changed", input, { name: was.name, before: was.role, after: input.role })
            : null,
      ),
    );
    const stepsBack = isOwn(viewer, input) && input.role !== "owner";
    return { to: stepsBack ? "/inbox" : `${pageOf(viewer, input)}done=role` };
  },
});

/** Somebody is a member no longer: what they opened there is closed, and what they had in hand is given to others. */
export const dismiss = operation({
  input: z.pipe(fields("businessId", "userId", "at"), z.object(member)),
  limit: "admin",
  permit: decides,
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
    const done = `done=dismissed&user=${input.userId}&role=${was.role}`;
    return { to: isOwn(viewer, input) ? "/" : `${pageOf(viewer, input)}${done}` };
  },
});

/** Takes somebody with an account into a business, or back into it: an owner only who was taken out a moment ago. */
export const enlist = operation({
  input: z.pipe(fields("businessId", "userId", "at", "role"), z.object({ ...member, role })),
  limit: "admin",
  permit: async (viewer, asked) => {
    await decides(viewer, asked);
    if (!viewer.isAdmin && !(await takenOutOf(asked))) throw new Refusal("not-found");
  },
  run: async ({ viewer, input }) => {
    const added = await audited(
      viewer,
      (tx) => addMember(tx, input),
      (done) => done && entryOf("member.added", input, { name: done.name, role: input.role }),
    );
    if (!added) throw new Refusal("not-found");
    return { to: `${pageOf(viewer, input)}done=enlisted` };
  },
});

/** Somebody who was taken out of a business a moment ago, and may be taken back by a click. */
export function takenOutOf(asked: { businessId: string; userId: string }) {
  return takenOutSince(db(), asked, new Date(Date.now() - TAKEN_BACK_WITHIN_MS));
}

/** The owners of a business decide who works there, and the platform's admins. */
async function decides(viewer: Viewer, { businessId }: Asked): Promise<void> {
  if (membershipIn(viewer, businessId)?.role !== "owner") await adminAccess(viewer);
}

function isOther(was: Was, role: MemberRole): was is { name: string; role: MemberRole } {
  return was !== null && was !== "last-owner" && was.role !== role;
}

function refuse(was: Was): { name: string; role: MemberRole } {
  if (was === null) throw new Refusal("not-found");
  if (was === "last-owner") throw new Refusal("conflict");
  return was;
}

function entryOf(kind: AuditKind, { businessId, userId }: Asked, detail: Record<string, string>) {
  return { kind, businessId, subjectId: userId, detail };
}

/** Whoever does it to themselves cannot see the page of owners any more. */
function isOwn(viewer: Viewer, { userId, at }: Asked): boolean {
  return at === "team" && userId === viewer.id;
}

/** Up to what is said there of what was done. */
function pageOf(viewer: Viewer, { businessId, at }: Asked): string {
  const slug = membershipIn(viewer, businessId)?.businessSlug;
  return at === "team" && slug
    ? `/inbox/settings/team?business=${slug}&`
    : `/admin/businesses/${businessId}?`;
}
