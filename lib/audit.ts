/**
 * What the audit trail tells of: a closed list, as words exist for each. Before the dot is what it happened to, after it
 * what happened.
 */
export const auditKinds = [
  "user.registered",
  "user.signed-in",
  "user.signed-out",
  /** By themselves or another: all sign-ins, or one that is not the one they look by. */
  "user.sign-ins-ended",
  /** Told once for many. */
  "user.sign-ins-failed",
  "user.sign-in-unusual",
  "user.password-changed",
  "user.profile-changed",
  "user.suspended",
  "user.restored",
  "user.made-admin",
  "user.unmade-admin",
  "user.exported",
  "user.erased",
  /** The erasure was taken back. */
  "user.kept",
  "business.suspended",
  "business.restored",
  "business.profile-changed",
  "business.hours-changed",
  "business.reception-changed",
  "business.retention-changed",
  "business.retention-applied",
  "member.added",
  "member.removed",
  "member.role-changed",
  "invitation.made",
  "invitation.revoked",
  "invitation.accepted",
  "webhook.made",
  "webhook.changed",
  "webhook.enabled",
  "webhook.disabled",
  "webhook.removed",
  "webhook.secret-renewed",
  "bot.made",
  "bot.changed",
  "bot.ended",
  "token.made",
  "token.ended",
  "widget.changed",
  "widget.secret-renewed",
  "customer.blocked",
  "customer.unblocked",
  "post.published",
  "post.edited",
  "post.deleted",
  "post.restored",
  "conversation.status-changed",
  "conversation.assigned",
  "conversation.renamed",
  "conversation.archived",
  "participant.added",
  "participant.removed",
  "participant.rank-changed",
  "message.edited",
  "message.deleted",
  "message.restored",
  "secret.opened",
  "figures.exported",
  "audit.exported",
  "switch.changed",
  "limit.changed",
  "job.retried",
  "job.dropped",
  "delivery.retried",
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** What it can happen to, in the order of `auditKinds`. */
export const auditSubjects = [
  ...(["user", "business", "member", "invitation", "webhook", "bot", "token", "widget", "customer"] as const),
  ...(["post", "conversation", "participant", "message", "secret", "figures", "audit"] as const),
  ...(["switch", "limit", "job", "delivery"] as const),
];

/**
 * What somebody acted as. A `person` sees to what is their own; `nobody` is signed in; an `operator` is at the machine itself;
 * the `system` acts by itself.
 */
export const auditRoles = [
  "admin",
  "owner",
  "agent",
  "customer",
  "bot",
  "person",
  "nobody",
  "operator",
  "system",
] as const;
export type AuditRole = (typeof auditRoles)[number];

/**
 * All that an entry may say beside who, what and when. None of it is what people wrote to each other, a secret or a
 * token: an entry outlives what it tells of.
 */
export const auditDetails = [
  /** Of whom or what it happened to, as it was called. */
  "name",
  /** Where it happened. */
  "conversationId",
  "role",
  "before",
  "after",
  /** In the words of whoever did it. */
  "reason",
  "until",
  "count",
  "host",
  "scopes",
  "types",
  "device",
  "address",
  "way",
  "from",
  "to",
  "isCut",
] as const;
export type AuditDetail = Partial<Record<(typeof auditDetails)[number], string | number | boolean | null>>;

export const AUDIT_DETAIL_LENGTH_MAX = 300;
export const AUDIT_SUBJECT_LENGTH_MAX = 100;
export const AUDIT_PAGE_SIZE = 50;
/** Of a file; it says so where there is more. */
export const AUDIT_EXPORT_ROWS_MAX = 20_000;

/** What belongs to no business, so that no owner finds it among theirs. */
const OF_THE_PLATFORM = ["user", "switch", "limit", "job"];

/** The kinds that admins, or owners, can ask for, by what it happens to. */
export function auditKindsBySubject({ isOfBusiness }: { isOfBusiness: boolean }) {
  return auditSubjects
    .filter((subject) => !(isOfBusiness && OF_THE_PLATFORM.includes(subject)))
    .map((subject) => ({ subject, kinds: auditKinds.filter((kind) => kind.startsWith(`${subject}.`)) }));
}
