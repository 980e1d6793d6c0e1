/** What an admin can switch off for everybody. All of it is on unless one did. */
export const switches = [
  "registration",
  "guests",
  "widget",
  "uploads",
  "previews",
  "bots",
  "webhooks",
  "post-mails",
] as const;
export type SwitchName = (typeof switches)[number];
