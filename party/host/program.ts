import { Console } from "node:console";
import fs from "node:fs";
import { Writable } from "node:stream";
import { log } from "../../lib/server/log";
import { hostParties } from "./host";
import type { PartyClass } from "./objects";

/** Where and with what settings is in the environment of the process, as whoever starts it says it. */
export async function run(parties: Record<string, PartyClass>): Promise<void> {
  globalThis.console = new Console({ stdout: lines(1), stderr: lines(2) });
  const { hostname, port, env } = JSON.parse(process.env.ROOMS ?? "{}");
  // What starts from here on has no business with secrets.
  delete process.env.ROOMS;
  await hostParties({ parties, env, hostname, port });
  for (const event of ["uncaughtException", "unhandledRejection"])
    process.on(event, (error) => log.error("a room failed", { error }));
}

/** A line that cannot be written, as the disk is full, is no reason to end; the next may be. */
function lines(descriptor: number): Writable {
  return new Writable({
    write(line, _, done) {
      try {
        fs.writeSync(descriptor, line);
      } catch {}
      done();
    },
  });
}
