import { beforeEach, describe, expect, it, vi } from "vitest";
import { openingWords } from "@/app/storefront/opening-words";
import { replyWords } from "@/app/storefront/reply-words";
import { weekWords } from "@/app/storefront/week-words";
import type { WeeklyHours } from "@/lib/opening-hours";

const reader = { languages: "en-GB" };

vi.mock("next/headers", () => ({
  cookies: async () => new Map(),
  headers: async () => new Headers({ "accept-language": reader.languages }),
}));

beforeEach(() => {
  reader.languages = "en-GB";
});

// Harbor Coffee is in Lisbon, which in winter has the time of UTC. 21 November 2026 is a Saturday.
const harbor: { hours: WeeklyHours; timeZone: string } = {
  hours: { mon: [["07:00", "18:00"]], sat: [["08:00", "18:00"]], sun: [["09:00", "16:00"]] },
  timeZone: "Europe/Lisbon",
};
const at = (time: string) => new Date(`2026-11-${time}:00Z`);

describe("whether it is open", () => {
  it.each([
    ["21T10:00", true, "Open until 18:00"],
    ["21T06:00", false, "Opens at 8:00"],
    ["21T19:00", false, "Opens tomorrow at 9:00"],
    ["23T20:00", false, "Opens Saturday at 8:00"],
  ])("at %s is told: %s, %s", async (time, isOpen, said) => {
    expect(await openingWords(harbor, at(time))).toEqual({ isOpen, words: said });
  });

  it("is told as the reader writes the time", async () => {
    reader.languages = "en-US,en;q=0.8";
    expect((await openingWords(harbor, at("21T10:00")))?.words).toMatch(/^Open until 6:00\sPM$/);
    reader.languages = "es-MX";
    expect((await openingWords(harbor, at("23T20:00")))?.words).toMatch(/^Abre el sábado a las 8:00/);
  });

  it("is told of what never closes and never opens, and not of what names no hours", async () => {
    const { timeZone } = harbor;
    const always: WeeklyHours = Object.fromEntries(
      ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "24:00"]]]),
    );
    expect((await openingWords({ hours: always, timeZone }, at("21T10:00")))?.words).toBe(
      "Open day and night",
    );
    expect((await openingWords({ hours: {}, timeZone }, at("21T10:00")))?.words).toBe("Closed for now");
    expect(await openingWords({ hours: null, timeZone }, at("21T10:00"))).toBeNull();
  });

  it("counts the days where the business is: past midnight there, Sunday is today", async () => {
    const tokyo = { ...harbor, timeZone: "Asia/Tokyo" };
    expect((await openingWords(tokyo, at("21T16:00")))?.words).toBe("Opens at 9:00");
  });
});

describe("the hours of a week", () => {
  it("begin on Monday, mark today, and name the clock", async () => {
    const { days, zone } = await weekWords(harbor, at("21T10:00"));
    expect(days.map(({ day }) => day)[0]).toBe("Monday");
    expect(days.filter(({ isToday }) => isToday)).toEqual([
      { day: "Saturday", times: ["8:00 – 18:00"], isToday: true },
    ]);
    expect(days[1]).toEqual({ day: "Tuesday", times: ["Closed"], isToday: false });
    expect(zone).toBe("Times are those in Western European Time.");
  });
});

describe("how soon it answers", () => {
  it.each([
    ["en-GB", 30, "Usually answers within a minute"],
    ["en-GB", 3_700, "Usually answers in 2 hours"],
    ["es-ES", 3_600, "Suele responder en 1 hora"],
    ["ar", 7_200, "مدة الرد المعتادة: ساعتان"],
  ])("is told in %s after %d seconds", async (languages, medianSeconds, usually) => {
    reader.languages = languages;
    expect(await replyWords({ medianSeconds, waits: 12 })).toMatchObject({ usually });
  });

  it("is told with how much it is measured by", async () => {
    expect((await replyWords({ medianSeconds: 60, waits: 12 })).sample).toBe(
      "Median of the last 12 questions",
    );
  });
});
