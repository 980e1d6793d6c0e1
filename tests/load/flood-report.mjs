import { median } from "./latencies.mjs";
import { figure, table } from "./table.mjs";

/** What can be compared of a step; `digits` after the point. */
const FIGURES = {
  closed: [
    { name: "messages/s", of: ({ perSecond }) => perSecond, digits: 0 },
    { name: "p50 ms", of: ({ p50 }) => p50, digits: 2 },
    { name: "p99 ms", of: ({ p99 }) => p99, digits: 2 },
  ],
  opened: [
    { name: "p50 ms", of: ({ p50 }) => p50, digits: 2 },
    { name: "p99 ms", of: ({ p99 }) => p99, digits: 2 },
  ],
  fan: [
    { name: "p50 ms", of: ({ p50 }) => p50, digits: 1 },
    { name: "max ms", of: ({ max }) => max, digits: 1 },
  ],
};
const PARTS = ["server", "bridge", "postgres"];

/**
 * The tables of a run. `measured` is `[{ step, results: { [system]: result[] } }]`, a result for each round;
 * what is shown is the median of the rounds.
 */
export function floodReport(measured, systems) {
  const [ours, reference] = systems.map(({ name }) => name);
  const rows = measured.flatMap(({ step, results }) =>
    FIGURES[step.order].map(({ name, of, digits }) => {
      const [a, b] = [ours, reference].map((system) => median(results[system].map(of)));
      return [`${step.title}: ${name}`, figure(a, digits), figure(b, digits), `${figure(a / b, 2)} ×`];
    }),
  );
  const costs = measured
    .filter(({ results }) => Object.keys(results[ours][0].processorTime).length > 0)
    .map(({ step, results }) => {
      const [a, b] = [ours, reference].map((system) => costsOf(results[system]));
      const cells = [a.server, a.bridge, a.postgres, a.all, b.server, b.postgres, b.all];
      return [step.title, ...cells.map((cost) => figure(cost)), `${figure(a.all / b.all, 2)} ×`];
    });
  return [
    table(["", ours, reference, "ratio"], rows),
    ...(costs.length ? [table(costHeader(ours, reference), costs)] : []),
  ].join("\n\n");
}

function costHeader(ours, reference) {
  return [
    "processor µs per message",
    ...[`${ours}: rooms`, "bridge", "postgres", "all"],
    ...[`${reference}: server`, "postgres", "all"],
    "ratio",
  ];
}

function costsOf(rounds) {
  const messages = rounds.reduce((sum, each) => sum + each.messages, 0);
  const cost = (part) => rounds.reduce((sum, each) => sum + (each.processorTime[part] ?? 0), 0) / messages;
  const costs = Object.fromEntries(PARTS.map((part) => [part, cost(part)]));
  return { ...costs, all: PARTS.reduce((sum, part) => sum + costs[part], 0) };
}
