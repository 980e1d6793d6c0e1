import os from "node:os";
import { median } from "./latencies.mjs";
import { isProcessorTimeKnown } from "./processor-time.mjs";
import { MEMORY_SOCKETS } from "./scenarios.mjs";
import { figure, table } from "./table.mjs";

const PARTS = ["server", "bridge", "postgres", "redis"];
const SOCKETS_PER_ROOM = 2;
const KILOBYTE = 1_000;
const MEGABYTE = 1_000_000;

/**
 * The tables of a run. `steps` are `[{ kind, title, results: { [system]: result[] } }]`, a result for each round;
 * what is shown is the median of the rounds, and the least and the most. Ratios are of the first system to each.
 */
export function floodReport({ steps, systems, checks, wrong, audit, ...run }) {
  const kinds = {
    closed: closedTables,
    rate: rateTable,
    fan: fanTable,
    readers: readersTable,
    relays: relaysTable,
    storm: stormTable,
  };
  const of = (kind) => steps.filter((step) => step.kind === kind);
  const tables = Object.entries(kinds).flatMap(([kind, tables]) =>
    of(kind).length ? [tables(of(kind), systems)] : [],
  );
  if (of("memory").length) tables.push(memoryTable(of("memory")[0], of("fan")[0], systems));
  const timed = [...of("closed"), ...of("rate"), ...of("storm")];
  if (isProcessorTimeKnown && timed.length) tables.push(costTable(timed, systems));
  tables.push(checksTable(checks, wrong));
  if (audit) tables.push(`### Audit\n\n${auditTable(audit.text)}`);
  return [machineLine(run), ...tables].join("\n\n");
}

function machineLine({ postgres, skipped, minutes, settings }) {
  const [{ model }] = os.cpus();
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const left = skipped.length ? ` Left out for want of Redis: ${skipped.join(", ")}.` : "";
  return (
    `${os.availableParallelism()} cores (${model.trim()}), ${memory} GiB, ${os.type()} ${os.release()}, ` +
    `Node ${process.versions.node}, Postgres ${postgres}; ${settings.rounds} rounds, ${settings.loads} load processes, ` +
    `${figure(minutes, 1)} minutes.${left}`
  );
}

function closedTables(steps, systems) {
  const header = ["messages/s", ...steps.map(({ n }) => `N = ${n}`)];
  const rows = systems.map((name) => [
    name,
    ...steps.map(({ results }) => spread(results[name], ({ perSecond }) => perSecond)),
  ]);
  const [ours, ...others] = systems;
  const ratios = others.map((name) => [
    `${ours} / ${name}`,
    ...steps.map(({ results }) => ratio(results[ours], results[name], ({ perSecond }) => perSecond)),
  ]);
  const latencies = systems.map((name) => [
    name,
    ...steps.map(({ results }) =>
      [({ p50 }) => p50, ({ p95 }) => p95, ({ p99 }) => p99]
        .map((of) => figure(middle(results[name], of), 1))
        .join(" / "),
    ),
  ]);
  return [
    "### Closed loop: N conversations, one message in flight in each",
    table(header, rows),
    ...(ratios.length ? [table(["messages/s, ratio", ...header.slice(1)], ratios)] : []),
    table(["p50 / p95 / p99, ms", ...header.slice(1)], latencies),
  ].join("\n\n");
}

function rateTable(steps, systems) {
  const [ours] = systems;
  const rows = steps.flatMap(({ title, results }) =>
    systems.map((name) => [
      `${title}, ${name}`,
      ...[({ p50 }) => p50, ({ p95 }) => p95, ({ p99 }) => p99].map((of) => spread(results[name], of, 1)),
      ...[({ p50 }) => p50, ({ p99 }) => p99].map((of) => ratio(results[ours], results[name], of)),
    ]),
  );
  const header = ["", "p50 ms", "p95 ms", "p99 ms", `${ours} / it, p50`, "p99"];
  return `### Fixed rate: from when a message was due until the other member has it\n\n${table(header, rows)}`;
}

function fanTable([{ title, results }], systems) {
  const [ours] = systems;
  const rows = systems.map((name) => [
    name,
    figure(
      middle(results[name], ({ p50 }) => p50),
      0,
    ),
    figure(
      middle(results[name], ({ max }) => max),
      0,
    ),
    ratio(results[ours], results[name], ({ p50 }) => p50),
    figure(middle(results[name], costPerDelivery), 1),
    figure(
      middle(results[name], ({ openedMs }) => openedMs / 1_000),
      1,
    ),
  ]);
  const header = [
    "last reader has it",
    "p50 ms",
    "max ms",
    `${ours} / it`,
    "server µs/delivery",
    "opened in s",
  ];
  return `### One room, ${title}\n\n${table(header, rows)}`;
}

function readersTable([{ title, results }], systems) {
  const [ours] = systems;
  const rows = systems.map((name) => [
    name,
    ...[({ p50 }) => p50, ({ max }) => max].map((of) => figure(middle(results[name], of))),
    ratio(results[ours], results[name], ({ p50 }) => p50),
    ratio(results[ours], results[name], ({ max }) => max),
    figure(middle(results[name], costPerDelivery), 1),
    seconds(middle(results[name], ({ openedMs }) => openedMs)),
  ]);
  const header = [
    "last reader has it",
    "p50 ms",
    "max ms",
    `${ours} / it, p50`,
    "max",
    "server µs/delivery",
    "opened in s",
  ];
  return `### Readers of a broadcast, beside one room: ${title}\n\n${table(header, rows)}`;
}

function relaysTable([{ title, results }], systems) {
  const rows = systems
    .flatMap((name) => results[name])
    .map((round) => {
      const { relays, messages, p50, max, openedMs, after, tally } = round;
      return [
        ...[title, relays, messages, seconds(p50, 2), seconds(max, 2)],
        ...[tally.missed, tally.twice, tally.disorder].map((each) => figure(each)),
        ...[figure(costPerDelivery(round), 1), figure(after / MEGABYTE), seconds(openedMs)],
      ];
    });
  const header = [
    ...["last reader has it", "relays", "posts", "p50 s", "max s", "not heard", "twice", "out of order"],
    ...["server µs/delivery", "server MB", "opened in s"],
  ];
  return `### Readers of a broadcast past one relay\n\n${table(header, rows)}`;
}

function stormTable([{ title, results }], systems) {
  const [ours] = systems;
  const rows = systems.map((name) => [
    name,
    spread(results[name], ({ seconds }) => seconds, 2),
    ratio(results[ours], results[name], ({ seconds }) => seconds),
    figure(middle(results[name], ({ dialledAgain }) => dialledAgain)),
  ]);
  const header = ["until the last is back", "seconds", `${ours} / it`, "dialled again"];
  return `### Reconnect storm: ${title} cut at once\n\n${table(header, rows)}`;
}

function memoryTable(inRooms, inOne, systems) {
  const perSocket = (step, name, sockets) =>
    step && middle(step.results[name], ({ before, after }) => (after - before) / sockets / KILOBYTE);
  const rows = systems.map((name) => {
    const many = perSocket(inRooms, name, MEMORY_SOCKETS);
    const one = perSocket(inOne, name, inOne?.readers);
    return [
      name,
      figure(middle(inRooms.results[name], ({ before }) => before / MEGABYTE)),
      figure(middle(inRooms.results[name], ({ after }) => after / MEGABYTE)),
      figure(many, 1),
      figure(many * SOCKETS_PER_ROOM, 1),
      figure(one, 1),
    ];
  });
  const header = [
    "server, resident",
    "at start MB",
    `${inRooms.title} MB`,
    "kB/socket",
    "in one room",
    "kB/room",
  ];
  return `### Memory at rest: ${MEMORY_SOCKETS} sockets in ${MEMORY_SOCKETS / SOCKETS_PER_ROOM} rooms, and in one\n\n${table(header, rows)}`;
}

function costTable(steps, systems) {
  const [ours] = systems;
  const rows = steps.flatMap(({ title, results }) =>
    systems
      .filter((name) => results[name].length > 0)
      .map((name) => {
        const cost = costs(results[name]);
        return [
          `${title}, ${name}`,
          ...PARTS.map((part) => (cost[part] === undefined ? "" : figure(cost[part]))),
          figure(cost.all),
          results[ours].length ? `${figure(costs(results[ours]).all / cost.all, 2)} ×` : "–",
          figure(cost.generator),
          `${figure(cost.elsewhere * 100)} %`,
        ];
      }),
  );
  const header = [
    "processor µs per message, or per socket",
    ...PARTS,
    "all",
    `${ours} / it`,
    "load",
    "machine: others",
  ];
  return `### Where the processors' time goes\n\n${table(header, rows)}`;
}

function checksTable(checks, wrong) {
  const rows = checks.map(({ name, probe, tally, stored }) => [
    name,
    probe.shown,
    ...[tally.sent, stored.total, tally.missed, tally.twice, tally.disorder].map((each) => figure(each)),
    stored.sparse === undefined ? "not numbered" : figure(stored.sparse),
  ]);
  const header = [
    "",
    "proof of stored first",
    "sent",
    "stored",
    "not heard",
    "twice",
    "out of order",
    "gaps",
  ];
  const verdict = wrong.length
    ? wrong.join("\n")
    : "Nothing lost, nothing twice, nothing told before its commit.";
  return `### Checked\n\n${table(header, rows)}\n\n${verdict}`;
}

/** What the audit says on its way to its table is for who watches. */
function auditTable(text) {
  const [seed] = text.split("\n", 1);
  return `${text.slice(text.indexOf("| fault")).trim()}\n\n${seed}`;
}

function costs(rounds) {
  const messages = rounds.reduce((sum, each) => sum + each.messages, 0);
  const spent = (part) => rounds.reduce((sum, { processorTime }) => sum + (processorTime[part] ?? 0), 0);
  const known = PARTS.filter((part) => rounds.some(({ processorTime }) => part in processorTime));
  const parts = Object.fromEntries(known.map((part) => [part, spent(part) / messages]));
  const all = known.reduce((sum, part) => sum + spent(part), 0);
  const machine = (of) => rounds.reduce((sum, round) => sum + (round.machine[of] ?? 0), 0);
  const elsewhere = machine("busy") - all - spent("generator");
  return {
    ...parts,
    all: all / messages,
    generator: spent("generator") / messages,
    elsewhere: Math.max(0, elsewhere) / (machine("busy") + machine("idle") + machine("stolen")),
  };
}

function costPerDelivery(result) {
  const { server = Number.NaN, bridge = 0 } = costs([result]);
  return (server + bridge) / result.readers;
}

const middle = (rounds, of) => (rounds.length ? median(rounds.map(of)) : undefined);

function seconds(milliseconds, digits = 1) {
  return figure(milliseconds / 1_000, digits);
}

function spread(rounds, of, digits = 0) {
  const numbers = rounds.map(of);
  const text = figure(middle(rounds, of), digits);
  if (numbers.length < 2) return text;
  return `${text} (${figure(Math.min(...numbers), digits)}–${figure(Math.max(...numbers), digits)})`;
}

function ratio(ours, theirs, of) {
  if (ours.length === 0 || theirs.length === 0) return "–";
  return `${figure(median(ours.map(of)) / median(theirs.map(of)), 2)} ×`;
}
