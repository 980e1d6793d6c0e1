import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Refusal } from "../../refusal";

interface Limits {
  bytesMax: number;
  /** All of it must have come by then, */
  withinMs: number;
  /** and something of it at least this often. */
  stallMs: number;
}

/** What a crash left behind is older than any upload may take. */
const LEFT_BEHIND_AFTER_MS = 60 * 60 * 1000;

/**
 * Takes a file in, on disk while it comes in, so that slow senders hold no memory, and gives `use` all of it. Throws
 * `too-long` past `bytesMax`, `bad-command` for what stops coming or is empty, `unavailable` without room for it;
 * nothing is left of it in any case.
 */
export async function arrival<Result>(
  stream: ReadableStream<Uint8Array>,
  folder: string,
  limits: Limits,
  use: (bytes: Buffer<ArrayBuffer>) => Promise<Result>,
): Promise<Result> {
  await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
  const place = path.join(folder, randomUUID());
  try {
    await receive(stream, place, limits);
    return await use(await fs.promises.readFile(place));
  } finally {
    await fs.promises.rm(place, { force: true });
  }
}

/** Removes what a crash left behind. */
export async function sweepArrivals(folder: string, nowMs: number): Promise<void> {
  const names = await fs.promises.readdir(folder).catch(() => []);
  for (const name of names) {
    const place = path.join(folder, name);
    const since = (await fs.promises.stat(place).catch(() => null))?.mtimeMs ?? nowMs;
    if (nowMs - since > LEFT_BEHIND_AFTER_MS) await fs.promises.rm(place, { force: true });
  }
}

async function receive(stream: ReadableStream<Uint8Array>, place: string, limits: Limits): Promise<void> {
  const reader = stream.getReader();
  const file = await fs.promises.open(place, "wx", 0o600);
  const end = Date.now() + limits.withinMs;
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), Math.min(limits.stallMs, end - Date.now()));
      if (done) break;
      bytes += value.byteLength;
      if (bytes > limits.bytesMax) throw new Refusal("too-long");
      await file.appendFile(value).catch((cause: unknown) => {
        throw new Refusal("unavailable", { cause });
      });
    }
    if (bytes === 0) throw new Refusal("bad-command");
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
}

/** Rejects with `bad-command` for what is late, or was cut off. */
async function inTime<Value>(coming: Promise<Value>, ms: number): Promise<Value> {
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    deadline = setTimeout(() => reject(new Refusal("bad-command")), Math.max(0, ms));
  });
  const whole = coming.catch((cause: unknown) => {
    throw new Refusal("bad-command", { cause });
  });
  try {
    return await Promise.race([whole, late]);
  } finally {
    clearTimeout(deadline);
  }
}
