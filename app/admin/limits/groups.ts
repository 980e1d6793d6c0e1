import type { PolicyName } from "@/lib/server/rate-limit";

/** The policies in the order in which they are shown, by what they are about; each stands once. */
export const policyGroups = [
  {
    group: "entering",
    names: [
      ...(["sign-in:account", "sign-in:address", "register", "guest", "identify"] as const),
      ...(["forgotten:caller", "account-mail:person", "account-mail:address", "my-data"] as const),
    ],
  },
  {
    group: "conversations",
    names: [
      ...(["ticket", "changes", "draft", "upload", "file", "piece", "preview", "secret"] as const),
      ...(["search", "call", "group", "invitation", "invitation:address", "accept"] as const),
    ],
  },
  {
    group: "mails",
    names: [
      ...(["mail:sender", "mail:conversation", "mail:business", "mail:refused"] as const),
      ...(["following:reader", "following:address", "following:mailbox", "notification:test"] as const),
    ],
  },
  { group: "programs", names: ["api", "api:unknown", "bot", "webhook", "token"] },
  { group: "site", names: ["action", "figures", "audit", "audit:export", "admin"] },
] as const satisfies { group: string; names: readonly PolicyName[] }[];
