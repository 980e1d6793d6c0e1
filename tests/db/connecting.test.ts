import net, { type AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { openDb } from "@/db/client";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A database that takes a connection and says nothing, as one that is frozen does; or one that hangs up. */
async function databaseAt(greet: (socket: net.Socket) => void) {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    greet(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return openDb({ url: "postgres://app:pw@localhost:1/app", proxy: `127.0.0.1:${port}/v1`, max: 1 }).db;
}

it("[F06] keeps nobody waiting for ever for a database that takes no connection", async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  const db = await databaseAt(() => {});
  const answers = await Promise.allSettled([
    db.execute(sql`select 1`),
    db.transaction(() => Promise.resolve()),
  ]);
  expect(answers.map((each) => each.status === "rejected" && each.reason instanceof Error)).toEqual([
    true,
    true,
  ]);
});

it("[F05] says that a database hung up by an error that is one", async () => {
  const db = await databaseAt((socket) => socket.destroy());
  await expect(db.transaction(() => Promise.resolve())).rejects.toBeInstanceOf(Error);
});
