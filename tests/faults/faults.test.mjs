import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { openTrial } from "./trial.mjs";

const BUILD_WITHIN_MS = 300_000;
const WELL_WITHIN_MS = 60_000;
const kept = { lost: [], twice: [], gaps: [], disorder: [], stale: [], other: [] };

/** Short forms of the faults, in an order in which no part dies twice in a row. */
const struck = {
  "[F01] [G1] [G2] the site is killed while tickets are asked for and programs send": [
    "F01 web killed during sends",
  ],
  "[F02] [G1] [G2] a part is killed between commit and answer": ["F02 killed between commit and answer"],
  "[F14] [F15] [G2] [G3] lines are slow, stall, reset and lose answers": [
    "F14 slow, lossy, resetting lines",
    "F15 answers lost",
  ],
  "[F05] [G1] [G7] Postgres is killed": ["F05 Postgres killed"],
  "[F12] [G3] [G4] something is committed between load and subscribe": [
    "F12 committed between load and subscribe",
  ],
  "[F03] [G1] [G4] the rooms are killed between commit and announcement": [
    "F03 rooms killed between commit and announcement",
  ],
  "[F16] [F17] [G2] requests are replayed, and repeated over all roads at once": [
    "F16 requests replayed",
    "F17 two tabs and two roads at once",
  ],
  "[F06] [F07] [G1] [G7] Postgres freezes, and loses its connections": [
    "F06 Postgres frozen",
    "F07 connections terminated",
  ],
  "[F08] [G1] [G7] others take all connections to Postgres": ["F08 connections exhausted"],
  "[F26] [G1] [G7] the database is migrated": ["F26 migrated while people talk"],
  "[F33] [F34] [F35] [G1] [G2] storage fails, and tabs are killed after Enter": [
    "F33 browser storage full or forbidden",
    "F34 tabs killed after Enter",
    "F35 five tabs, one killed",
  ],
  "[F28] [G2] [G3] a conversation has two rooms": ["F28 two rooms of one conversation"],
  "[F11] [G4] sockets are cut, and people are away": ["F11 sockets cut", "F11 away for 5 s"],
  "[F05] [F11] [G1] [G4] everyone is cut while the bridge to Postgres is killed": [
    "F05 database bridge killed",
    "F11 everyone cut",
  ],
  ...(process.platform === "linux" && {
    "[F31] [F32] [G1] [G4] the rooms have no memory, and no files": [
      "F31 rooms out of memory",
      "F32 rooms out of files",
    ],
    "[F31] [F32] [G1] the site has no memory, and no files": [
      "F31 web out of memory",
      "F32 web out of files",
    ],
  }),
  "[F18] [G6] some stop reading while 1,000 messages fan out": ["F18 reader that stops reading"],
  "[F18] [G6] some readers of a broadcast stop reading while many posts fan out": [
    "F18 readers of a broadcast that stop reading",
  ],
  "[F30] [G3] the rooms stand still for 2 s": ["F30 rooms stopped for 2 s"],
  "[F25] [G10] all rooms restart under a crowd": ["F25 rooms restarted under a crowd"],
  "[F25] [G10] all rooms restart under the readers of a broadcast": ["F25 rooms restarted under readers"],
  "[F38] [G6] many messages and reconnects leave memory and descriptors flat": [
    "F38 many messages and reconnects",
  ],
  "[F20] [G7] Redis freezes": ["F20 Redis frozen"],
  "[F04] [F05] [G1] the rooms and Postgres are killed at once": ["F05 rooms and Postgres killed"],
};

describe("what customers, agents and programs say to each other is kept when", () => {
  let trial;

  beforeAll(async () => {
    await buildSite({ say: () => {}, logFile: path.join(root, "test-results", "build.log") });
    trial = await openTrial({ seed: "short forms", needs: { web: true, readersPerRelay: 25 }, fsync: false });
  }, BUILD_WITHIN_MS);

  // Clients say what they try again; here that is what is to happen.
  beforeEach(() => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
  });

  afterAll(() => trial?.close());

  for (const [name, faults] of Object.entries(struck))
    it(
      name,
      async () => {
        await trial.strike(faults);
        const verdict = await trial.verdict();
        expect(verdict).toMatchObject(kept);
        expect(verdict.acknowledged).toBe(verdict.operations);
      },
      WELL_WITHIN_MS,
    );
});
