import fs from "node:fs";
import path from "node:path";
import { findBrowser } from "../../scripts/browser.mjs";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { startPrivateStack } from "./private-stack.mjs";

/** The whole product as `npm start` runs it, with the demo cast, for all end-to-end tests of one run. */
export default async function setUp() {
  const logFile = path.join(root, "test-results", "build.log");
  await buildSite({ say: console.log, logFile });
  const browser = await findBrowser({ say: console.log });
  const mailPort = String(await freePort("127.0.0.1"));
  // Bots and webhooks of tests are on this machine.
  const env = { MAIL_DOMAIN: "mail.example.com", MAIL_PORT: mailPort, WEBHOOKS_TO_LOOPBACK: "1" };
  const stack = await startPrivateStack({ say: console.log, env });
  // Playwright's workers read its configuration anew, with this environment.
  process.env.E2E_URL = stack.url;
  process.env.E2E_DATABASE_URL = stack.databaseUrl;
  process.env.E2E_OUTBOX = path.join(stack.env.DATA_DIR, "outbox");
  process.env.E2E_MAIL_PORT = mailPort;
  process.env.E2E_ROOMS_URL = stack.roomsUrl;
  process.env.E2E_BROWSER = JSON.stringify(browser);
  return async () => {
    // What the parts said, beside the traces of tests that failed.
    const logs = path.join(root, "test-results", "logs");
    try {
      fs.rmSync(logs, { recursive: true, force: true });
      fs.cpSync(path.join(stack.env.DATA_DIR, "logs"), logs, { recursive: true });
    } finally {
      await stack.stop();
    }
  };
}
