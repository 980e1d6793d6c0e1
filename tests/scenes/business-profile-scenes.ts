import type { Page } from "@playwright/test";
import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

const PATH = "/inbox/settings/profile";
const GONE = "0199f0a0-0000-7000-8000-0000000000f1";

/** What owners decide of how their business shows itself. Nothing is changed: its page stands in many other scenes. */
export const businessProfileScenes: Scene[] = [
  { name: "business-profile", set: (page) => enterAsNora(page, PATH) },
  { name: "business-profile-undo", set: (page) => enterAt(page, `done=down&before=${GONE}`) },
  { name: "business-profile-problem", set: (page) => enterAt(page, "problem=too-long") },
];

async function enterAt(page: Page, query: string): Promise<void> {
  await enterAsNora(page, PATH);
  await page.goto(`${PATH}?${query}`);
}
