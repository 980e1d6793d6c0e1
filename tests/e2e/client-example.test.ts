import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { query } from "./database";

const run = promisify(execFile);
const WITHIN_MS = 60_000;

test("the example of a program signs in, listens, says something and hears it told, once", async () => {
  const words = `Do you have oat milk? ${randomUUID()}`;
  const env = {
    ...{ ...process.env, SERVIHUB_URL: process.env.E2E_URL },
    ...{ SERVIHUB_EMAIL: "leo@example.com", SERVIHUB_PASSWORD: "servihub-demo" },
  };
  const { stdout } = await run(process.execPath, ["public/examples/client.mjs", "harbor-coffee", words], {
    ...{ env, timeout: WITHIN_MS },
  });
  const events = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events[0]).toMatchObject({ type: "welcome" });
  const told = events.filter(({ type, message }) => type === "message:new" && message.body === words);
  expect(told).toHaveLength(1);
  expect(await query("select id from messages where body = $1", [words])).toEqual([
    { id: told[0].message.id },
  ]);
});

test("it says why it is not let in", async () => {
  const env = {
    ...{ ...process.env, SERVIHUB_URL: process.env.E2E_URL },
    ...{ SERVIHUB_EMAIL: "leo@example.com", SERVIHUB_PASSWORD: "wrong" },
  };
  const failed = run(process.execPath, ["public/examples/client.mjs"], { env, timeout: WITHIN_MS });
  await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining("unauthorized") });
});
