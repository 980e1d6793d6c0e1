import { describe, expect, it } from "vitest";
import {
  dueAtOf,
  isKeptLate,
  isPromisable,
  PROMISED_WITHIN_MAX_MS,
  type Promised,
  type PromiseWish,
  promisedAfter,
  promisedIn,
  promiseStates,
  soundsLikePromise,
} from "@/lib/promise";
import { localMinute, promiseTimes } from "@/lib/promise-times";
import { CLOCK } from "@/lib/work";

const nowMs = Date.parse("2026-11-21T12:00:00.000Z");
const at = (ms: number) => new Date(nowMs + ms).toISOString();
const maya = { userId: "00000000-0000-4000-8000-000000000001", role: "customer" } as const;
const sam = { userId: "00000000-0000-4000-8000-000000000002", role: "agent" } as const;
const open: Promised = {
  ...{ event: "promise", state: "open", text: "Send the invoice" },
  ...{ dueAt: at(60_000), settledAt: null },
};
const become = (before: Promised, state: PromiseWish, by: Parameters<typeof promisedAfter>[2], ms = 0) => {
  const verdict = promisedAfter(before, state, by, nowMs + ms);
  return verdict.is === "changed" ? verdict.promised : "code" in verdict ? verdict.code : verdict.is;
};

describe("a promise", () => {
  it("is kept and taken back by the business, and missed by the clock", () => {
    expect(become(open, "kept", sam)).toEqual({ ...open, state: "kept", settledAt: at(0) });
    expect(become(open, "withdrawn", sam)).toMatchObject({ state: "withdrawn" });
    expect(become(open, "missed", CLOCK)).toEqual({ ...open, state: "missed" });
    expect(become(open, "missed", sam)).toBe("forbidden");
    expect(become(open, "kept", CLOCK)).toBe("forbidden");
    for (const state of ["kept", "missed", "withdrawn"] as const)
      expect(become(open, state, maya)).toBe("forbidden");
  });

  it("that was missed can still be kept, late, and is settled once", () => {
    const missed = { ...open, state: "missed" as const };
    const late = become(missed, "kept", sam, 120_000) as Promised;
    expect([isKeptLate(late), isKeptLate(become(open, "kept", sam, 1_000) as Promised)]).toEqual([
      true,
      false,
    ]);
    for (const state of promiseStates.filter((each) => each === "kept" || each === "withdrawn")) {
      const over = { ...open, state };
      expect(become(over, state, sam)).toBe("same");
      expect(become(over, state === "kept" ? "withdrawn" : "kept", sam)).toBe("conflict");
      expect(become(over, "missed", CLOCK)).toBe("conflict");
    }
  });

  it("is for the future, and for no more than a year of it", () => {
    expect(isPromisable(at(1), nowMs)).toBe(true);
    expect(isPromisable(at(0), nowMs)).toBe(false);
    expect(isPromisable(at(PROMISED_WITHIN_MAX_MS), nowMs)).toBe(true);
    expect(isPromisable(at(PROMISED_WITHIN_MAX_MS + 1), nowMs)).toBe(false);
  });

  it("is due with the first of several, however their times are written", () => {
    expect(dueAtOf([])).toBeNull();
    expect(dueAtOf([{ dueAt: at(2_000) }, { dueAt: "2026-11-21T13:00:01+01:00" }])).toBe(at(1_000));
  });

  it("is the site's word alone", () => {
    expect(promisedIn({ kind: "system", metadata: { ...open } })).toEqual(open);
    expect(promisedIn({ kind: "text", metadata: { ...open } })).toBeNull();
  });
});

it.each([
  "I'll get back to you tomorrow",
  "Let me look and I will get back to you",
  "We'll follow up on Monday",
  "I'll keep you posted",
  "Te aviso mañana",
  "Le responderé hoy mismo",
  "Te lo miro y vuelvo a escribirte",
  "سأعود إليك غدًا",
  "دقيقة وسنخبرك",
])("hears a promise in “%s”", (text) => {
  expect(soundsLikePromise(text)).toBe(true);
});

it.each([
  "Here is your invoice",
  "Did they get back the deposit?",
  "Thanks, all is well",
  "Aquí tiene su factura",
  "Teléfono y dirección",
  "هذه فاتورتك",
  "",
])("hears none in “%s”", (text) => {
  expect(soundsLikePromise(text)).toBe(false);
});

it("offers five and nine o'clock by the clock of the agent, also where it changes in between", () => {
  const zoneBefore = process.env.TZ;
  try {
    for (const [zone, now, tomorrow, days] of [
      ["Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T08:00:00.000Z", "2026-10-27T16:00:00.000Z"],
      ["America/New_York", "2026-03-07T17:00:00Z", "2026-03-08T13:00:00.000Z", "2026-03-10T21:00:00.000Z"],
      ["Asia/Tokyo", "2026-10-24T03:00:00Z", "2026-10-25T00:00:00.000Z", "2026-10-27T08:00:00.000Z"],
    ] as const) {
      process.env.TZ = zone;
      const times = promiseTimes(Date.parse(now));
      const atOf = (key: string) => times.find((each) => each.key === key)?.at;
      expect([zone, atOf("tomorrow")?.toISOString(), atOf("days")?.toISOString()]).toEqual([
        zone,
        tomorrow,
        days,
      ]);
      expect(localMinute(atOf("tomorrow") ?? new Date(0)).slice(-5)).toBe("09:00");
    }
  } finally {
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  }
});

it("offers moments that are to come, each but once", () => {
  for (const hour of [0, 9, 15, 17, 23]) {
    const now = new Date(2026, 10, 21, hour, 30).getTime();
    const times = promiseTimes(now);
    expect(times.every(({ at }) => at.getTime() > now)).toBe(true);
    expect(times.some(({ key }) => key === "today")).toBe(hour < 16);
  }
  const noon = promiseTimes(new Date(2026, 10, 30, 12, 5).getTime());
  expect(noon.map(({ at }) => localMinute(at))).toEqual([
    "2026-11-30T13:05",
    "2026-11-30T17:00",
    "2026-12-01T09:00",
    "2026-12-03T17:00",
  ]);
});
