import { describe, expect, it } from "vitest";
import { Together, WAITING_MAX } from "@/lib/server/together";

function opening() {
  const together = new Together();
  const begun: number[] = [];
  const open: { answer: (value: number) => void; fail: (error: Error) => void }[] = [];
  const call = (n: number) =>
    together.call(() => {
      begun.push(n);
      return new Promise<number>((answer, fail) => open.push({ answer, fail }));
    });
  return { begun, open, call };
}

describe("what is asked together", () => {
  it("goes at once where nothing is on its way, and else at one moment with what waits", async () => {
    const { begun, open, call } = opening();
    const calls = [1, 2, 3].map(call);
    expect(begun).toEqual([1]);
    open[0]?.answer(10);
    await calls[0];
    await expect.poll(() => begun).toEqual([1, 2, 3]);
    calls.push(call(4));
    open[1]?.answer(20);
    expect([await calls[1], begun]).toEqual([20, [1, 2, 3]]);
    open[2]?.answer(30);
    await expect.poll(() => begun).toEqual([1, 2, 3, 4]);
    open[3]?.answer(40);
    expect(await Promise.all(calls)).toEqual([10, 20, 30, 40]);
  });

  it("fails with what it waits for, and begins anew after that", async () => {
    const { begun, open, call } = opening();
    const calls = [1, 2, 3].map(call);
    open[0]?.fail(new Error("away"));
    const failed = await Promise.allSettled(calls);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    void call(4);
    expect(begun).toEqual([1, 4]);
  });

  it("[S38] waits in no longer a line than there is a limit to", async () => {
    const { call } = opening();
    const calls = Array.from({ length: WAITING_MAX + 1 }, (_, n) => call(n));
    await expect(call(WAITING_MAX + 1)).rejects.toMatchObject({ code: "busy" });
    expect(calls).toHaveLength(WAITING_MAX + 1);
  });
});
