import { defineConfig } from "@playwright/test";
import endToEnd from "../../playwright.config";

export default defineConfig(endToEnd, {
  testDir: "..",
  testMatch: ["budgets/*.spec.ts", "e2e/weight.spec.ts"],
  outputDir: "../../test-results/budgets",
  timeout: 5 * 60_000,
  globalSetup: ["../support/e2e-setup.mjs", "../support/backdrop-setup.ts"],
  reporter: [["./table.ts"]],
  use: { trace: "off" },
});
