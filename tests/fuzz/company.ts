import { Driver } from "./driver";
import { Memory } from "./memory";
import { play, type Run } from "./play";
import { drive } from "./pool";
import { settingIn, settingsFor } from "./setting";

/** As it is passed in the environment, or as many as a test has by default. */
export const runsAsked = (byDefault: number) => Number(process.env.FUZZ_RUNS ?? byDefault);
const seedAsked = process.env.FUZZ_SEED;

/** The seeds to play: `FUZZ_SEED` alone where it is given. */
export function seeds(runs: number): number[] {
  return seedAsked ? [Number(seedAsked)] : Array.from({ length: runs }, (_, n) => n + 1);
}

/** Plays seeds over a model of the database, until one of them fails; that one comes back as short as it can be. */
export async function playInMemory(
  list: number[],
  { memory = () => new Memory(), isShortened = true, played = (_: Run) => {} } = {},
): Promise<Run | undefined> {
  const driver = new Driver();
  drive(driver);
  const playIn = (seed: number, stepsMax?: number): Promise<Run> => {
    driver.memory = memory();
    return play(seed, { driver, setting: settingIn(driver.memory, seed), stepsMax });
  };
  for (const seed of list) {
    const run = await playIn(seed);
    played(run);
    if (run.broken.length > 0 && !isShortened) return run;
    if (run.broken.length > 0) return shortened(run, (stepsMax) => playIn(seed, stepsMax));
  }
  return undefined;
}

/** The same over Postgres. */
export async function playOverPostgres(list: number[], databaseUrl: string): Promise<Run | undefined> {
  const driver = await Driver.open(databaseUrl);
  drive(driver);
  try {
    const settings = await settingsFor(list);
    for (const [n, seed] of list.entries()) {
      const setting = settings[n];
      const run = setting && (await play(seed, { driver, setting }));
      if (run && run.broken.length > 0) return run;
    }
    return undefined;
  } finally {
    await driver.client?.end();
  }
}

/** The same run ended as early as it still fails: most of a schedule has nothing to do with what broke. */
async function shortened(run: Run, again: (stepsMax: number) => Promise<Run>): Promise<Run> {
  for (let stepsMax = 0; stepsMax < run.steps; stepsMax += 1) {
    const shorter = await again(stepsMax);
    if (shorter.broken.length > 0) return shorter;
  }
  return run;
}

/** Seed, schedule and what broke; nothing where nothing did. */
export function tellOf(run: Run | undefined): string {
  if (!run) return "";
  return [`seed ${run.seed}`, ...run.trace, ...run.broken.map((each) => `=> ${each}`)].join("\n");
}
