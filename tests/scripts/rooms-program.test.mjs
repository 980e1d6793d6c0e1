import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { bundleRooms } from "../../scripts/parts/rooms-bundle.mjs";
import { root } from "../../scripts/root.mjs";
import { freePort } from "../../scripts/stack/ports.mjs";

const FAILING = `
export default class Failing {
  static onFetch = () => new Response("here");
  static onBeforeRequest = async (request) => request;
  async onRequest(request) {
    if (request.url.includes("later")) setTimeout(() => { throw new Error("too late"); });
    if (request.url.includes("unheard")) void Promise.reject(new Error("nobody waits"));
    return new Response(String(process.env.ROOMS));
  }
}`;

async function started(env) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "servihub-rooms-"));
  const [main, outfile] = [path.join(dir, "failing.mjs"), path.join(dir, "rooms.mjs")];
  fs.writeFileSync(main, FAILING);
  await bundleRooms({ root, settings: { main: path.relative(root, main) }, outfile });
  const child = spawn(process.execPath, [outfile], { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      said.text += data;
    });
  onTestFinished(() => {
    child.kill("SIGKILL");
    fs.rmSync(dir, { recursive: true });
  });
  return { child, said };
}

test("a room that fails where nobody waits for it is logged, and the others go on", async () => {
  const port = await freePort();
  const { child, said } = await started({ ROOMS: JSON.stringify({ hostname: "127.0.0.1", port, env: {} }) });
  const ask = async (what) => (await fetch(`http://127.0.0.1:${port}${what}`)).text();
  await vi.waitFor(async () => expect(await ask("/health")).toBe("here"), { timeout: 10_000 });
  // What it was started with is nobody's afterwards.
  expect(await ask("/party/a?later")).toBe("undefined");
  expect(await ask("/party/a?unheard")).toBe("undefined");
  await vi.waitFor(() => expect(said.text).toMatch(/too late.*nobody waits/s));
  expect(await ask("/party/b")).toBe("undefined");
  expect(child.exitCode).toBe(null);
});

test("ends where its port is taken, and says so", async () => {
  const port = await freePort();
  const env = { ROOMS: JSON.stringify({ hostname: "127.0.0.1", port, env: {} }) };
  const first = await started(env);
  await vi.waitFor(async () => expect((await fetch(`http://127.0.0.1:${port}/health`)).ok).toBe(true), {
    timeout: 10_000,
  });
  const second = await started(env);
  await vi.waitFor(() => expect(second.child.exitCode).toBeGreaterThan(0), { timeout: 10_000 });
  expect(second.said.text).toContain("EADDRINUSE");
  expect(first.child.exitCode).toBe(null);
});
