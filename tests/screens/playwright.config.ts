import { defineConfig } from "@playwright/test";
import endToEnd from "../../playwright.config";

export default defineConfig(endToEnd, {
  testDir: ".",
  outputDir: "../../test-results/screens",
  use: { trace: "off" },
  globalSetup: ["../support/e2e-setup.mjs", "../support/backdrop-setup.ts", "../support/clock-setup.ts"],
});
