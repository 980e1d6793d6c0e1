import { faultsOfCrowds } from "./faults-of-crowds.mjs";
import { faultsOfLimits } from "./faults-of-limits.mjs";
import { faultsOfLines } from "./faults-of-lines.mjs";
import { faultsOfParts } from "./faults-of-parts.mjs";
import { faultsOfSenders } from "./faults-of-senders.mjs";

/**
 * Each fault by its id and name: `strike(scene)` resolves when the fault itself is over, and what follows is for the
 * product to heal: everybody gets through again within `backWithinSeconds`, where that is promised. `needs` are of the stage. What is not
 * `isMixed` takes long or asks for a stage of its own, and is left out where chance chooses.
 */
export const faults = Object.fromEntries(
  Object.entries({
    ...{ ...faultsOfParts, ...faultsOfLines, ...faultsOfSenders, ...faultsOfCrowds },
    // A running process is given limits on Linux alone.
    ...(process.platform === "linux" && faultsOfLimits),
  }).sort(),
);

export const mixedFaults = Object.keys(faults).filter(
  (name) => faults[name].isMixed !== false && !faults[name].needs,
);
