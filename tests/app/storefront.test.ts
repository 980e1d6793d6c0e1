import { beforeEach, describe, expect, it, vi } from "vitest";
import { openingWords } from "@/app/storefront/opening-words";
import { replyWords } from "@/app/storefront/reply-words";
import { responsivenessWords } from "@/app/storefront/responsiveness-words";
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
    ["21T06:00", false, "Closed now · opens at 8:00"],
    ["21T19:00", false, "Closed now · opens tomorrow at 9:00"],
    ["23T20:00", false, "Closed now · opens Saturday at 8:00"],
  ])("at %s is told: %s, %s", async (time, isOpen, said) => {
    expect(await openingWords(harbor, at(time))).toMatchObject({ isOpen, words: said });
  });

  it("is told as the reader writes the time", async () => {
    reader.languages = "en-US,en;q=0.8";
    expect((await openingWords(harbor, at("21T10:00")))?.words).toMatch(/^Open until 6:00\sPM$/);
    reader.languages = "es-MX";
    expect((await openingWords(harbor, at("23T20:00")))?.words).toMatch(
      /^Cerrado ahora · abre el sábado a las 8:00/,
    );
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

  it("names the holiday it is closed for, and the date of an opening that is further away than a week", async () => {
    const holidays = [{ name: "Feria", from: "2026-11-21", to: "2026-12-05", shifts: [] }];
    expect(await openingWords({ ...harbor, holidays }, at("21T10:00"))).toEqual({
      ...{ isOpen: false, changesAt: "2026-12-06T09:00:00.000Z", timeZone: "Europe/Lisbon" },
      words: "Closed for \u2068Feria\u2069 · opens Sunday 6 December at 9:00",
    });
  });

  it("counts the days where the business is: past midnight there, Sunday is today", async () => {
    const tokyo = { ...harbor, timeZone: "Asia/Tokyo" };
    expect((await openingWords(tokyo, at("21T16:00")))?.words).toBe("Closed now · opens at 9:00");
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

  it("are followed by the next days that are not like others", async () => {
    const day = (date: string, to = date) => ({ name: date, from: date, to, shifts: [] });
    const holidays = [
      day("2026-12-25", "2026-12-26"),
      { ...day("2026-11-30"), shifts: [["10:00", "12:00"] as const] },
      ...[day("2026-11-20"), day("2027-02-20")],
    ];
    expect((await weekWords({ ...harbor, holidays }, at("21T10:00"))).others).toEqual([
      { id: "2026-11-30", name: "2026-11-30", day: "30 November", times: ["10:00 – 12:00"] },
      {
        id: "2026-12-25",
        name: "2026-12-25",
        day: expect.stringMatching(/^25\s–\s26 December$/),
        times: ["Closed"],
      },
    ]);
  });
});

describe("how soon it answers whoever writes now", () => {
  const where = { timeZone: "Europe/Lisbon", now: at("21T14:40") };
  const sure = (seconds: number) => ({ seconds, isAtLeast: false });
  const atLeast = (seconds: number) => ({ seconds, isAtLeast: true });

  it("is told with what nine of ten wait, by how many it is measured, and at which hour", async () => {
    const told = { of: "hour", waits: 12, median: sure(170), ninetieth: sure(7_100) } as const;
    expect(await responsivenessWords(told, where)).toEqual({
      usually: "Usually answers in 3 minutes",
      more: [
        "9 of 10 have an answer within 2 hours",
        "Measured by 12 questions at this hour of the week (Saturday, 14:00–15:00) in the last 13 weeks. Those without an answer count.",
      ],
    });
  });

  it("is told as at least that, and of all hours, where it is", async () => {
    const told = { of: "week", waits: 5, median: atLeast(3_600), ninetieth: atLeast(86_400) } as const;
    expect(await responsivenessWords(told, where)).toEqual({
      usually: "Usually takes 1 hour or longer to answer",
      more: [
        "1 of 10 waits 1 day or longer",
        "Measured by 5 questions at any hour of the last 13 weeks; at this hour there were too few. Those without an answer count.",
      ],
    });
  });

  it("is not told where nothing can be told", async () => {
    const usually = "Not enough data yet to say how soon they answer";
    expect(await responsivenessWords(null, where)).toEqual({ usually, more: [] });
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
