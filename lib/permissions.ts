/**
 * Who may do what in a conversation: one table for the interface, the rooms and the actions.
 * Whether somebody has a role in a conversation at all is decided where it is read, in db/.
 */
export const roles = ["customer", "agent", "owner", "bot"] as const;
export type Role = (typeof roles)[number];

/** What a member of a business is in all its conversations. */
export const memberRoles = ["agent", "owner"] as const;
export type MemberRole = (typeof memberRoles)[number];

const everyone: readonly Role[] = roles;
const staff: readonly Role[] = memberRoles;
const people: readonly Role[] = ["customer", ...staff];
const customerOrBot: readonly Role[] = ["customer", "bot"];

const permissions = {
  /** A bot only what answers a message: see db/answering.ts. */
  "message:send": everyone,
  /** Their own; a member of the business may delete any. */
  "message:edit": everyone,
  "message:delete": people,
  "message:restore": people,
  "message:react": everyone,
  "thread:create": people,
  "thread:read": people,
  /** In a group, by those whom db/seats.ts lets; whom to add is the site's word. */
  "member:add": people,
  "member:remove": people,
  "member:leave": people,
  "member:rank": people,
  "group:rename": people,
  /** A secret, by the side it is for. */
  "message:open": people,
  "secret:keep": people,
  "secret:open": people,
  /** The site's word: only it has seen the page. */
  "message:preview": everyone,
  /** Which of the two sides may do what with a call is decided in lib/call.ts. */
  "call:start": people,
  "call:accept": people,
  "call:decline": people,
  "call:end": people,
  "call:signal": people,
  /** Which side may answer how is decided in lib/closing.ts. */
  "closing:propose": staff,
  "closing:answer": people,
  "closing:rate": people,
  "promise:make": staff,
  "promise:settle": staff,
  /** Among the notes of a conversation, which no customer has a part in. */
  "work:set": staff,
  "work:wake": staff,
  "block:tell": staff,
  "block:set": staff,
  "draft:keep": staff,
  "post:retell": staff,
  typing: everyone,
  status: people,
  receipt: everyone,
  ping: people,
  pong: people,
  join: [...staff, "bot"],
  /** That a person of the business shall go on from here. */
  handover: customerOrBot,
  "customer:read": staff,
  /** What the business keeps of them, and whether it takes anything from them. */
  "customer:change": staff,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function may(role: Role, permission: Permission): boolean {
  return permissions[permission].includes(role);
}

export function isRole(value: unknown): value is Role {
  return roles.some((each) => each === value);
}

/** Whether somebody speaks for the business, as its bot does. */
export function isStaff(role: string): boolean {
  return role === "bot" || isPersonOfStaff(role);
}

export function isPersonOfStaff(role: string): boolean {
  return staff.some((each) => each === role);
}
