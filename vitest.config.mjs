import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = path.dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@": root,
      // Only the rooms' runtime has TCP of its own; in this process it is Node's.
      "cloudflare:sockets": path.join(root, "tests", "support", "cloudflare-sockets.mjs"),
      // As in next.config.mjs: what is said was compiled before.
      "use-intl/format-message": path.join(
        root,
        "node_modules/use-intl/dist/esm/production/format-message/format-only.js",
      ),
      "server-only": path.join(root, "tests", "support", "empty.mjs"),
    },
  },
  test: {
    environment: "node",
    server: { deps: { inline: ["use-intl"] } },
    pool: "forks",
    // Most tests wait for a database or a room; on two cores Vitest would run one file at a time.
    maxWorkers: Math.max(2, os.availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What is waited for comes in its time; how long that is depends on who else uses the machine.
    expect: { poll: { timeout: 10_000, interval: 20 } },
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/{lib,components,load}/**/*.test.{ts,tsx,mjs}", "tests/*.test.{ts,mjs}"],
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["tests/{db,party,app,scripts,faults,fuzz,attacks}/**/*.test.{ts,tsx,mjs}"],
          globalSetup: ["tests/support/integration-setup.mjs"],
          setupFiles: ["tests/support/environment.ts"],
        },
      },
    ],
    coverage: {
      provider: "v8",
      // What is drawn (.tsx) runs in the browser tests, where this does not look.
      include: ["{lib,party,db,app,components}/**/*.ts"],
      reporter: ["text-summary", "json-summary", "html"],
    },
  },
});
