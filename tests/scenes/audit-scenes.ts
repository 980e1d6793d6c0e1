import type { Page } from "@playwright/test";
import { query } from "../e2e/database";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

const BUSINESS = "harbor-coffee";

/** One entry of each sort that is written otherwise, told of the demo's people. */
async function tell(): Promise<void> {
  const entries = [
    [
      "0001",
      "Nora Lindqvist",
      "owner",
      "member.role-changed",
      '{"name": "Ines Moreau", "before": "agent", "after": "owner"}',
    ],
    ["0002", "Sam Okafor", "agent", "message.deleted", '{"name": "Maya Fernandes"}'],
    ["0003", "Sam Okafor", "agent", "conversation.assigned", '{"before": null, "after": "Ines Moreau"}'],
    [
      "0004",
      "Nora Lindqvist",
      "owner",
      "customer.blocked",
      '{"name": "Leo Brandt", "reason": "Writes the same thing over and over, although we asked him kindly not to", "until": "2026-12-01T09:00:00.000Z"}',
    ],
    [
      "0005",
      "",
      "system",
      "conversation.status-changed",
      '{"before": "snoozed", "after": "open", "until": null}',
    ],
    [
      "0006",
      "Nora Lindqvist",
      "owner",
      "webhook.made",
      '{"host": "a-very-long-name-of-a-host-that-nobody-would-ever-type.harbor.example"}',
    ],
    ["0007", "", "customer", "message.edited", '{"name": ""}'],
  ];
  for (const [n, name, role, kind, detail] of entries)
    await query(
      `insert into audit_entries (id, at, actor_id, actor_name, actor_role, business_id, kind, subject_id, detail)
       select ('00000000-0000-4000-8000-00000000' || $1)::uuid, '2026-11-20T08:00:00Z',
         case when $3 = 'system' then null else coalesce(u.id, '00000000-0000-4000-8000-0000000000aa') end,
         $2, $3, b.id, $4, '00000000-0000-4000-8000-0000000000bb', $5::jsonb
       from businesses b left join users u on u.name = $2 where b.slug = '${BUSINESS}' on conflict do nothing`,
      [n, name, role, kind, detail],
    );
}

const told = (query: string) => async (page: Page) => {
  await tell();
  await page.goto(`/admin/audit?${query}`);
};

const toldNora = (query: string) => async (page: Page) => {
  await tell();
  await enterAsNora(page, "/inbox/settings/audit");
  await page.goto(`/inbox/settings/audit?${query}`);
};

/** What admins and owners see of the audit trail. */
export const auditScenes: Scene[] = [
  { name: "admin-audit", as: "Robin Vale", set: told(`business=${BUSINESS}&to=2026-11-21`) },
  // On a phone what may be asked for is folded.
  { name: "admin-audit-all", as: "Robin Vale", set: told("") },
  { name: "admin-audit-wrong", as: "Robin Vale", set: told("who=sam&from=2026-11-21&to=yesterday") },
  { name: "audit-of-business", set: toldNora("to=2026-11-21") },
  { name: "audit-of-business-nothing", set: toldNora("to=2020-01-01") },
];
