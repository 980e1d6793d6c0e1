import path from "node:path";
import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { buildSite } from "../../scripts/build.mjs";
import { root } from "../../scripts/root.mjs";
import { faults } from "./faults.mjs";
import { canMount } from "./small-disk.mjs";
import { openTrial } from "./trial.mjs";

const FAULT = "F09 disk full";
const BUILD_WITHIN_MS = 300_000;
const WELL_WITHIN_MS = 120_000;

beforeAll(async () => {
  await buildSite({ say: () => {}, logFile: path.join(root, "test-results", "build.log") });
}, BUILD_WITHIN_MS);

it.skipIf(!canMount)(
  "[F09] [F10] [G1] [G7] what people say to each other is kept when the disk is full under database, rooms and site",
  async () => {
    // Clients say what they try again; here that is what is to happen.
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const trial = await openTrial({ seed: "a full disk", needs: faults[FAULT].needs, fsync: false });
    onTestFinished(() => trial.close());
    await trial.strike([FAULT]);
    const verdict = await trial.verdict();
    expect(verdict).toMatchObject({ lost: [], twice: [], gaps: [], disorder: [], stale: [], other: [] });
    expect(verdict.acknowledged).toBe(verdict.operations);
  },
  WELL_WITHIN_MS,
);
