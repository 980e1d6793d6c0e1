import type { Page } from "@playwright/test";
import { query } from "../e2e/database";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

/** Somebody with a long address was invited. */
async function invited(): Promise<void> {
  await query(
    `insert into invitations (id, business_id, email, role, created_by, expires_at)
     select '00000000-0000-4000-8000-0000000000c1', b.id, 'vera.a-long-name-of-somebody@her-own-domain.example', 'agent', u.id,
       '2031-01-01T00:00:00Z'
     from businesses b, users u where b.slug = 'harbor-coffee' and u.email = 'nora@harbor.example'
     on conflict do nothing`,
  );
}

const team = (query: string) => async (page: Page) => {
  await invited();
  await enterAsNora(page, "/inbox/settings");
  await page.goto(`/inbox/settings/team?business=harbor-coffee${query}`);
};

/** Who works for a business, as its owners see it. */
export const teamScenes: Scene[] = [
  { name: "team", set: team("") },
  { name: "team-not-mailed", set: team("&done=not-mailed") },
];
