import { describe, expect, it } from "vitest";
import { tellTimeZone } from "@/components/conversation/tell-time-zone";
import { type ActionResult, refuse } from "@/lib/action-result";
import type { Locale } from "@/lib/locale";

function scene() {
  const kept = new Map<string, string>();
  const told: string[] = [];
  const scene = {
    told,
    answer: { ok: true, value: {} } as ActionResult<unknown>,
    store: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    tell: async ({ timeZone, locale }: { timeZone: string; locale: Locale }) => {
      told.push(`${timeZone} ${locale}`);
      return scene.answer;
    },
  };
  return scene;
}

describe("a browser", () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

  it("tells its clock and its language once for each person", async () => {
    const { told, tell, store } = scene();
    for (const userId of ["Maya", "Maya", "Leo"]) await tellTimeZone({ userId, locale: "en" }, tell, store);
    await tellTimeZone({ userId: "Leo", locale: "ar" }, tell, store);
    expect(told).toEqual([`${here} en`, `${here} en`, `${here} ar`]);
  });

  it("tells it again where it was not taken", async () => {
    const asked = scene();
    asked.answer = refuse("unavailable", "Not now.");
    await tellTimeZone({ userId: "Maya", locale: "en" }, asked.tell, asked.store);
    asked.answer = { ok: true, value: {} };
    await tellTimeZone({ userId: "Maya", locale: "en" }, asked.tell, asked.store);
    await tellTimeZone({ userId: "Maya", locale: "en" }, asked.tell, asked.store);
    expect(asked.told).toHaveLength(2);
  });
});
