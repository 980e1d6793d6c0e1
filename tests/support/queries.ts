import fs from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { z } from "zod";
import { root } from "../../scripts/root.mjs";

const rules = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ expr: z.string() })) })) });
const target = z.object({ expr: z.string(), datasource: z.object({ type: z.string() }) });
const dashboard = z.object({ panels: z.array(z.object({ targets: z.array(target).default([]) })) });

/** What the rules for alerts ask of Prometheus. */
export function ruleQueries(): string[] {
  const { groups } = rules.parse(load(read("ops/prometheus/rules/servihub.yml")));
  return groups.flatMap((group) => group.rules.map(({ expr }) => expr));
}

/** What the dashboard asks of Prometheus, with a span of time where Grafana puts one. */
export function dashboardQueries(): string[] {
  const { panels } = dashboard.parse(JSON.parse(read("ops/grafana/dashboards/servihub.json")));
  return panels
    .flatMap(({ targets }) => targets.filter(({ datasource }) => datasource.type === "prometheus"))
    .map(({ expr }) => expr.replaceAll("$__rate_interval", "1m"));
}

/** Metrics by the names under which they are told: a histogram is asked for by its parts. */
export function metricsIn(query: string): string[] {
  return (query.match(/\b(servihub|nodejs|process)_\w+/g) ?? []).map((name) =>
    name.replace(/_(bucket|sum|count)$/, ""),
  );
}

function read(file: string): string {
  return fs.readFileSync(path.join(root, file), "utf8");
}
