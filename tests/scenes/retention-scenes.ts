import { enterAsNora } from "./figure-scenes";
import type { Scene } from "./scene";

const PATH = "/inbox/settings/retention";

/** How long a business keeps what is written. */
export const retentionScenes: Scene[] = [
  { name: "retention", set: (page) => enterAsNora(page, PATH) },
  {
    name: "retention-looked",
    set: async (page) => {
      await enterAsNora(page, PATH);
      await page.goto(`${PATH}?messages=30&archive=30`);
    },
  },
];
