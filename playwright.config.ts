import { defineConfig } from "@playwright/test";

const EXPECT_WITHIN_MS = 15_000;
const TEST_WITHIN_MS = 90_000;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  globalSetup: ["./tests/support/e2e-setup.mjs", "./tests/support/backdrop-setup.ts"],
  timeout: TEST_WITHIN_MS,
  expect: { timeout: EXPECT_WITHIN_MS },
  // One at a time: the tests share the demo's people, and what one reads is read for all.
  workers: 1,
  // A test that passes only the second time has found something: it is named as unsteady, in `npm test`.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    // Set by the global set-up.
    baseURL: process.env.E2E_URL,
    launchOptions: JSON.parse(process.env.E2E_BROWSER ?? "{}"),
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
