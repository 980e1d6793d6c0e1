import fs from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canaryHops } from "@/lib/canary";
import { canaryText } from "@/lib/server/canary-metrics";
import * as metrics from "@/lib/server/metrics";
import { root } from "../../scripts/root.mjs";
import { dashboardQueries, metricsIn, ruleQueries } from "../support/queries";

const STORED = {
  rooms: 1,
  sockets: 1,
  followers: 1,
  messages: 1,
  batches: 1,
  failures: 0,
  storingMs: 1,
  within: [],
};

describe("what the files in ops/ ask for", () => {
  it("[O8] [R1] is something that the site tells", async () => {
    metrics.countIncident(new Error("for its line"));
    const text = await metrics.metricsText([STORED], [{ queue: "jobs", seconds: 0 }]);
    const flight = {
      minute: 0,
      isOver: true,
      broken: null,
      why: null,
      took: Object.fromEntries(canaryHops.map((hop) => [hop, 1])),
    };
    const all = `${text}${await canaryText(flight)}`;
    const told = new Set([...all.matchAll(/^# TYPE (\S+)/gm)].map(([, name = ""]) => name));
    const asked = [...ruleQueries(), ...dashboardQueries()].flatMap(metricsIn);
    expect(new Set(asked).size).toBeGreaterThan(15);
    expect([...new Set(asked)].filter((name) => !told.has(name))).toEqual([]);
  });

  it("[O8] has an alert for each that says what to do, and how grave it is", () => {
    const rule = z.strictObject({
      alert: z.string(),
      expr: z.string(),
      for: z.string().optional(),
      labels: z.strictObject({ severity: z.enum(["page", "warn"]) }),
      annotations: z.strictObject({ summary: z.string(), advice: z.string() }),
    });
    const file = z.object({ groups: z.array(z.object({ rules: z.array(rule) })) });
    const text = fs.readFileSync(path.join(root, "ops/prometheus/rules/servihub.yml"), "utf8");
    expect(file.parse(load(text)).groups[0]?.rules).toHaveLength(14);
  });

  it("[O8] of the log are fields that every line has", () => {
    const alloy = fs.readFileSync(path.join(root, "ops/loki/alloy.config"), "utf8");
    const [, fields = ""] = /expressions = \{(.*)\}/.exec(alloy) ?? [];
    expect(fields.match(/\w+(?= =)/g)).toEqual(["level", "time", "part", "request", "trace", "incident"]);
    const loki = load(fs.readFileSync(path.join(root, "ops/loki/loki.yml"), "utf8"));
    expect(loki).toMatchObject({ limits_config: { allow_structured_metadata: true } });
  });
});
