import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";
import { startPrivateStack } from "../support/private-stack.mjs";
import { dashboardQueries, metricsIn, ruleQueries } from "../support/queries";

const OPEN_WITHIN_MS = 400_000;
const SCRAPED_WITHIN = { timeout: 60_000, interval: 250 };
const SECRET = "a-secret-of-prometheus-0123456789-xyz";
const run = promisify(execFile);

const isThere = spawnSync("promtool", ["--version"]).status === 0;
if (!isThere) console.info("Skipped: there is no Prometheus here (Debian's package `prometheus`).");

const answer = z.object({
  status: z.literal("success"),
  data: z.object({ result: z.array(z.looseObject({})) }),
});

/** With `metrics-secret`, and a site at `port` that is asked each second. */
function configured(port: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub prometheus "));
  fs.cpSync(path.join(root, "ops", "prometheus"), folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "metrics-secret"), SECRET, { mode: 0o600 });
  const file = path.join(folder, "prometheus.yml");
  const text = fs.readFileSync(file, "utf8").replace("127.0.0.1:3000", `127.0.0.1:${port}`);
  fs.writeFileSync(file, text.replace(/1[05]s$/gm, "1s"));
  return folder;
}

describe.skipIf(!isThere)("[O8] [R1] Prometheus itself", () => {
  let folder: string;
  let closing: (() => Promise<unknown>)[] = [];
  let ask: (query: string) => Promise<z.infer<typeof answer>["data"]["result"]>;

  beforeAll(async () => {
    await buildSite({
      ...{ say: () => {}, signal: undefined },
      logFile: path.join(root, "test-results", "build.log"),
    });
    const stack = await startPrivateStack({ env: { METRICS_SECRET: SECRET } });
    closing = [() => stack.stop()];
    folder = configured(new URL(stack.url).port);
    // A wrong password, for its line.
    const body = JSON.stringify({ email: "maya@example.com", password: "not the one" });
    await fetch(`${stack.url}/api/auth/login`, {
      ...{ method: "POST", body, headers: { "content-type": "application/json" } },
    });

    const port = await freePort("127.0.0.1");
    const prometheus = spawn(
      "prometheus",
      [
        `--config.file=${folder}/prometheus.yml`,
        `--storage.tsdb.path=${folder}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: "ignore" },
    );
    closing.unshift(async () => {
      prometheus.kill("SIGTERM");
      await once(prometheus, "exit");
      fs.rmSync(folder, { recursive: true, force: true });
    });
    ask = async (query) => {
      const address = new URL(`http://127.0.0.1:${port}/api/v1/query`);
      address.searchParams.set("query", query);
      return answer.parse(await (await fetch(address)).json()).data.result;
    };
    const isScraped = async () => (await ask('up{job="servihub"} == 1').catch(() => [])).length === 1;
    await vi.waitUntil(isScraped, SCRAPED_WITHIN);
  }, OPEN_WITHIN_MS);

  afterAll(async () => {
    for (const close of closing) await close();
  });

  it("takes the configuration and the rules", async () => {
    const { stdout } = await run("promtool", ["check", "config", path.join(folder, "prometheus.yml")]);
    expect(stdout).toMatch(/14 rules found/);
  });

  it("has the rules speak when they are to, and only then", async () => {
    const { stdout } = await run("promtool", ["test", "rules", path.join(folder, "tests", "servihub.yml")]);
    expect(stdout).toContain("SUCCESS");
  });

  it("understands whatever a rule or the dashboard asks", async () => {
    for (const query of [...ruleQueries(), ...dashboardQueries()])
      expect(await ask(query).catch((error: unknown) => String(error)), query).toBeInstanceOf(Array);
  });

  it("finds in a running product whatever they ask of", async () => {
    // Nothing of these happens by itself.
    const rare = ["servihub_limits_hit_total", "servihub_incidents_total"];
    const names = new Set([...ruleQueries(), ...dashboardQueries()].flatMap(metricsIn));
    expect(names.size).toBeGreaterThan(15);
    for (const name of names) {
      if (rare.includes(name)) continue;
      const series = async () => (await ask(`{__name__=~"${name}(_count)?"}`)).length;
      await expect.poll(series, { ...SCRAPED_WITHIN, message: name }).toBeGreaterThan(0);
    }
  });

  it("hears no alarm from a product at rest", async () => {
    expect(await ask('ALERTS{alertstate="firing"}')).toEqual([]);
  });
});
