import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod/mini";
import { action } from "@/app/action";
import { openOperation, operation } from "@/app/operation";
import { Refusal } from "@/lib/refusal";

const getServerSession = vi.hoisted(() => vi.fn());

// Outside of a request there is neither; what a page is asked by is the framework's to say.
vi.mock("next-auth", () => ({ getServerSession }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "x-forwarded-for": "192.0.2.1" }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));

beforeEach(() => {
  getServerSession.mockResolvedValue(null);
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

const input = z.object({ name: z.string().check(z.minLength(1, "Say a name.")) });
const greeting = action(openOperation({ input, run: async ({ input: { name } }) => `Hello ${name}` }));
const failing = (error: unknown) => action(openOperation({ input, run: () => Promise.reject(error) }));

describe("a server action", () => {
  it("answers with what its operation gave", async () => {
    expect(await greeting({ name: "Maya" })).toEqual({ ok: true, value: "Hello Maya" });
  });

  it("answers in words what was wrong with what it was asked", async () => {
    expect(await greeting({ name: "" })).toEqual({
      ok: false,
      refusal: { code: "bad-command", message: "Say a name.", retryable: false },
    });
  });

  it("answers nobody who is not signed in, where it is for those who are", async () => {
    const run = vi.fn(async () => "secret");
    const mine = action(operation({ input, permit: () => true, run }));
    expect(await mine({ name: "Maya" })).toMatchObject({ ok: false, refusal: { code: "unauthorized" } });
    expect(run).not.toHaveBeenCalled();
  });

  it("answers with a refusal as it is", async () => {
    const refused = await failing(new Refusal("too-many", { message: "Wait a moment." }))({ name: "Maya" });
    expect(refused).toEqual({
      ok: false,
      refusal: { code: "too-many", message: "Wait a moment.", retryable: true },
    });
  });

  it("tells of what nobody expected only a number, and never throws", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const told = await failing(new Error("the words of a customer"))({ name: "Maya" });
    expect(told).toMatchObject({ ok: false, refusal: { code: "unavailable", retryable: true } });
    expect(JSON.stringify(told)).not.toContain("words of a customer");
    const [, number = ""] = JSON.stringify(told).match(/\(([0-9a-f]{8})\)/) ?? [];
    expect(String(logged.mock.calls)).toContain(`"incident":"${number}"`);

    getServerSession.mockRejectedValue(new Error("no session can be read"));
    expect(await greeting({ name: "Maya" })).toMatchObject({ ok: false, refusal: { code: "unavailable" } });
    expect(logged).toHaveBeenCalledTimes(2);
  });
});
