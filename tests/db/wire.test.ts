import { expect, inject, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { openDb } from "@/db/client";
import { castForTest } from "../support/cast";

const HEAD_BYTES = 5;

/** What each message in it is for: its first byte, before four with the length of the rest. */
function kindsIn(bytes: Uint8Array): string {
  let kinds = "";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + HEAD_BYTES <= bytes.length; at += 1 + view.getInt32(at + 1))
    kinds += String.fromCharCode(view.getUint8(at));
  return kinds;
}

it("asks Postgres once for each statement, and for all of its answer at once", async () => {
  const { url } = await castForTest();
  const asked: string[] = [];
  class Overheard extends WebSocket {
    override send(bytes: Uint8Array): void {
      asked.push(kindsIn(bytes));
      super.send(bytes);
    }
  }
  const { pool } = openDb({ url, proxy: inject("env").POSTGRES_WS_PROXY, max: 1, wire: Object(Overheard) });
  onTestFinished(() => pool.end());
  const sum = { name: "sum", text: "select $1::int + 1 as is", values: [1] };
  await pool.query(sum);
  asked.length = 0;
  expect((await pool.query(sum)).rows).toEqual([{ is: 2 }]);
  // Bind, describe, execute, sync.
  expect(asked).toEqual(["BDES"]);
});
