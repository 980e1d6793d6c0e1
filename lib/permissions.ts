/**
 * Who may do what in a conversation: one table for the interface, the rooms and the actions.
 * Whether somebody has a role in a conversation at all is decided where it is read, in db/.
 */
export const roles = ["customer", "agent", "owner"] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const staff: readonly Role[] = ["agent", "owner"];

const permissions = {
  "message:send": everyone,
  /** Their own; a member of the business may delete any. */
  "message:edit": everyone,
  "message:delete": everyone,
  "message:restore": everyone,
  "message:react": everyone,
  "thread:create": everyone,
  "thread:read": everyone,
  /** In a group, by those whom db/seats.ts lets; whom to add is the site's word. */
  "member:add": everyone,
  "member:remove": everyone,
  "member:leave": everyone,
  "member:rank": everyone,
  "group:rename": everyone,
  /** A secret, by the side it is for. */
  "message:open": everyone,
  "secret:keep": everyone,
  "secret:open": everyone,
  /** The site's word: only it has seen the page. */
  "message:preview": everyone,
  /** Which of the two sides may do what with a call is decided in lib/call.ts. */
  "call:start": everyone,
  "call:accept": everyone,
  "call:decline": everyone,
  "call:end": everyone,
  "call:signal": everyone,
  /** Which side may answer how is decided in lib/closing.ts. */
  "closing:propose": staff,
  "closing:answer": everyone,
  "closing:rate": everyone,
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
  status: everyone,
  receipt: everyone,
  ping: everyone,
  pong: everyone,
  join: staff,
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

export function isStaff(role: string): boolean {
  return staff.some((each) => each === role);
}
