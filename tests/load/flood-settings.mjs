import { parseArgs } from "node:util";
import { peers } from "./systems/peers.mjs";

export const OURS = "ours";
export const SCENARIOS = ["closed", "rate", "fan", "readers", "relays", "storm", "memory"];

export const USAGE = `npm run flood -- [--full] [--seconds 85] [--systems ours,ws-pg] [--scenarios closed,rate,fan]
              [--n 1,50,200] [--rate 300] [--readers 1000] [--relayed 20000] [--relay 5000]
              [--sockets 2000] [--rounds 2] [--loads 2] [--out file.md] [--no-audit]

  --full       every system and scenario, in about half an hour, and the audit afterwards
  --seconds    about how long the steps of fixed time take in all, starting and connecting included
  --systems    ${[OURS, ...Object.keys(peers)].join(", ")}
  --scenarios  closed: N conversations, one message in flight in each; rate: messages a second over 200
               conversations; fan: one room with many readers; readers: a broadcast with so many, in one relay if they
               fit, beside one room elsewhere; relays: a broadcast with more than a relay holds; storm: all
               sockets cut at once; memory
  --n          the N of closed
  --rate       the rates of rate
  --readers    the readers of fan and of readers
  --relayed    the readers of relays, as far as one process may open so many sockets (ulimit -n)
  --relay      how many readers one relay holds
  --sockets    how many come back in the storm
  --rounds     how often each step is run; tables show medians
  --loads      processes that the load is spread over
  --out        a file for the tables, between the marks of docs/PERFORMANCE.md if it has them
  --no-audit   leaves the audit of a full run out

Only ratios mean anything: all systems share this machine, its Postgres and this moment.`;

const QUICK = {
  seconds: "85",
  systems: `${OURS},ws-pg`,
  scenarios: "closed,rate,fan",
  n: "1,50,200",
  rate: "300",
  readers: "1000",
  relayed: "20000",
  relay: "5000",
  sockets: "2000",
  rounds: "2",
  loads: "2",
};
const FULL = {
  ...QUICK,
  seconds: "540",
  systems: [OURS, ...Object.keys(peers)].join(","),
  scenarios: SCENARIOS.join(","),
  n: "1,50,200,1000",
  rate: "300,1500",
  readers: "5000",
  rounds: "3",
};

/** The settings of a run, or nothing if help was asked for. */
export function settingsOf(args) {
  const text = Object.fromEntries(Object.keys(QUICK).map((name) => [name, { type: "string" }]));
  const { values } = parseArgs({
    args,
    options: {
      ...text,
      out: { type: "string" },
      full: { type: "boolean", default: false },
      "no-audit": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const chosen = { ...(values.full ? FULL : QUICK), ...values };
  return {
    seconds: Number(chosen.seconds),
    systems: known(chosen.systems, [OURS, ...Object.keys(peers)]),
    scenarios: known(chosen.scenarios, SCENARIOS),
    conversations: chosen.n.split(",").map(Number),
    rates: chosen.rate.split(",").map(Number),
    readers: Number(chosen.readers),
    relayed: Number(chosen.relayed),
    relay: Number(chosen.relay),
    sockets: Number(chosen.sockets),
    rounds: Number(chosen.rounds),
    loads: Number(chosen.loads),
    out: chosen.out,
    isFull: chosen.full,
    isAudited: chosen.full && !chosen["no-audit"],
  };
}

function known(names, all) {
  const chosen = names.split(",");
  const strange = chosen.filter((name) => !all.includes(name));
  if (strange.length > 0)
    throw new Error(`no such thing: ${strange.join(", ")}; there are ${all.join(", ")}`);
  return chosen;
}
