import { setTimeout as wait } from "node:timers/promises";

const LOOK_EVERY_MS = 20;

/** Resolves to whether the condition came true in time. */
export async function until(isTrue, withinMs) {
  const deadline = performance.now() + withinMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) return false;
    await wait(LOOK_EVERY_MS);
  }
  return true;
}

const SUCCEEDS_WITHIN_MS = 30_000;

/** The result of what fails at first, as everything does that needs a part which is just coming back. */
export async function soon(attempt) {
  let result;
  let failure;
  const isDone = await until(async () => {
    try {
      result = { value: await attempt() };
    } catch (error) {
      failure = error;
    }
    return result !== undefined;
  }, SUCCEEDS_WITHIN_MS);
  if (!isDone) throw new Error("it did not come back", { cause: failure });
  return result.value;
}
