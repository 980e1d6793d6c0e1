import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { arrival, sweepArrivals } from "@/lib/server/files/arrival";

const limits = { bytesMax: 1_000, withinMs: 5_000, stallMs: 5_000 };
const whole = async (bytes: Buffer) => bytes.length;

function folderForTest() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "servihub arrivals "));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What comes in these pieces, and then ends, breaks off or never goes on. */
function coming(pieces: number[], then: "ends" | "breaks off" | "stalls" = "ends") {
  const left = [...pieces];
  const cancelled = vi.fn();
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) controller.enqueue(new Uint8Array(next));
      else if (then === "ends") controller.close();
      else if (then === "breaks off") controller.error(new Error("aborted"));
      else return new Promise(() => {});
      return undefined;
    },
    cancel: cancelled,
  });
  return { stream, cancelled };
}

describe("a file that comes in", () => {
  it("is taken at its limit, and refused one byte past it", async () => {
    const folder = folderForTest();
    expect(await arrival(coming([600, 400]).stream, folder, limits, whole)).toBe(1_000);
    const { stream, cancelled } = coming([600, 401, 5_000]);
    await expect(arrival(stream, folder, limits, whole)).rejects.toMatchObject({ code: "too-long" });
    expect(cancelled).toHaveBeenCalled();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each(["breaks off", "stalls"] as const)("and %s is refused, and nothing is left of it", async (then) => {
    const folder = folderForTest();
    const came = arrival(coming([100], then).stream, folder, { ...limits, stallMs: 50 }, whole);
    await expect(came).rejects.toMatchObject({ code: "bad-command" });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("little by little for too long is refused", async () => {
    const folder = folderForTest();
    const drip = new ReadableStream<Uint8Array>({
      pull: (controller) =>
        new Promise((resolve) => setTimeout(resolve, 10)).then(() => controller.enqueue(new Uint8Array(1))),
    });
    const came = arrival(drip, folder, { ...limits, withinMs: 100 }, whole);
    await expect(came).rejects.toMatchObject({ code: "bad-command" });
  });

  it("and is empty is refused", async () => {
    const came = arrival(coming([]).stream, folderForTest(), limits, whole);
    await expect(came).rejects.toMatchObject({ code: "bad-command" });
  });

  it("[F10] where there is no room is refused for now", async () => {
    const folder = folderForTest();
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const open = fs.promises.open;
    vi.spyOn(fs.promises, "open").mockImplementationOnce(async (...asked) => {
      const file = await open(...asked);
      vi.spyOn(file, "appendFile").mockRejectedValue(full);
      return file;
    });
    const came = arrival(coming([10]).stream, folder, limits, whole);
    await expect(came).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("leaves nothing when what is done with it fails", async () => {
    const folder = folderForTest();
    const failing = () => Promise.reject(new Error("not today"));
    await expect(arrival(coming([10]).stream, folder, limits, failing)).rejects.toThrow("not today");
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("and was left by a crash is swept after an hour", async () => {
    const folder = folderForTest();
    fs.writeFileSync(path.join(folder, "old"), "half");
    const nowMs = Date.now();
    await sweepArrivals(folder, nowMs + 59 * 60_000);
    expect(fs.readdirSync(folder)).toEqual(["old"]);
    await sweepArrivals(folder, nowMs + 61 * 60_000);
    expect(fs.readdirSync(folder)).toEqual([]);
    await sweepArrivals(path.join(folder, "not there"), nowMs);
  });
});
