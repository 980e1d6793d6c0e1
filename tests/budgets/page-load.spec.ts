import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { freePort } from "../../scripts/stack/ports.mjs";
import { expect, test } from "../e2e/stage";
import { spend } from "./budgets";

/** As Lighthouse sees a phone of the middle range on slow 4G, which is its default. */
for (const path of ["/", "/b/harbor-coffee"]) {
  test(`${path} is there soon on a slow phone, and does not move`, async ({ baseURL }) => {
    const port = await freePort("127.0.0.1");
    const options = JSON.parse(process.env.E2E_BROWSER ?? "{}");
    const browser = await chromium.launch({
      ...options,
      args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
    });
    try {
      const run = await lighthouse(`${baseURL}${path}`, {
        port,
        output: "json",
        logLevel: "error",
        onlyAudits: ["largest-contentful-paint", "cumulative-layout-shift"],
      });
      const measured = (audit: string) => {
        const value = run?.lhr.audits[audit]?.numericValue;
        expect(value, run?.lhr.runtimeError?.message).toBeDefined();
        return value ?? 0;
      };
      spend("largest contentful paint", path, measured("largest-contentful-paint"));
      spend("layout shift", path, measured("cumulative-layout-shift"));
    } finally {
      await browser.close();
    }
  });
}
