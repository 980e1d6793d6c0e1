import { expect, it } from "vitest";
import {
  type Asked,
  firstAsked,
  hoursLike,
  responsivenessIn,
  WAITS_MIN,
  WINDOW_WEEKS,
  weeksUpTo,
} from "@/lib/responsiveness";

const HOUR_MS = 3_600_000;

it("looks at this hour of the week by the clock there, however that was moved meanwhile", () => {
  // A Tuesday. Berlin set its clocks forward on 29 March 2026.
  const hours = hoursLike(new Date("2026-04-07T12:20Z"), "Europe/Berlin");
  expect(hours).toHaveLength(WINDOW_WEEKS);
  expect(hours[0]).toEqual({ from: new Date("2026-03-31T12:00Z"), to: new Date("2026-03-31T13:00Z") });
  expect(hours[1]?.from).toEqual(new Date("2026-03-24T13:00Z"));
  // Nepal is a quarter of an hour off.
  expect(hoursLike(new Date("2026-04-07T12:20Z"), "Asia/Kathmandu")[0]).toEqual({
    from: new Date("2026-03-31T12:15Z"),
    to: new Date("2026-03-31T13:15Z"),
  });
});

it("finds both of an hour that came twice, and none where spring left it out", () => {
  const [twice] = hoursLike(new Date("2026-11-01T01:30Z"), "Europe/Berlin");
  expect(twice).toEqual({ from: new Date("2026-10-25T00:00Z"), to: new Date("2026-10-25T02:00Z") });
  const left = hoursLike(new Date("2026-04-05T00:30Z"), "Europe/Berlin")[0];
  expect((left?.to.getTime() ?? 0) - (left?.from.getTime() ?? 0)).toBe(0);
});

it("looks as far back for a whole week, and not at who wrote just now", () => {
  const now = new Date("2026-04-07T12:20Z");
  const { from, to } = weeksUpTo(now);
  const hours = (at: Date) => (now.getTime() - at.getTime()) / HOUR_MS;
  expect([hours(from), hours(to)]).toEqual([WINDOW_WEEKS * 7 * 24, 1]);
});

it("takes of each hour what somebody wrote first, past thanks", () => {
  const line = (conversationId: string, seq: number, hour: string, body: string): Asked => ({
    ...{ conversationId, seq, hour, body },
  });
  const asked = [
    line("maya", 4, "10", "Hello?"),
    line("maya", 2, "10", "Thanks!"),
    line("maya", 3, "10", "And do you deliver?"),
    line("maya", 9, "11", "Are you there?"),
    line("leo", 1, "10", "Hi"),
  ];
  expect(firstAsked(asked).map(({ conversationId, seq }) => [conversationId, seq])).toEqual([
    ["leo", 1],
    ["maya", 3],
    ["maya", 9],
  ]);
});

const answered = (seconds: number) => ({ seconds, isAnswered: true });

it("says nothing of fewer waits than chance would speak of", () => {
  const few = Array.from({ length: WAITS_MIN - 1 }, () => answered(60));
  expect(responsivenessIn("hour", few)).toBeNull();
  expect(responsivenessIn("hour", [...few, answered(60)])).toMatchObject({ of: "hour", waits: WAITS_MIN });
});

it("says that it is at least that, where somebody who waits could make it more", () => {
  const ten = Array.from({ length: 10 }, (_, n) => answered((n + 1) * 60));
  const sure = { seconds: 300, isAtLeast: false };
  expect(responsivenessIn("week", ten)).toEqual({
    ...{ of: "week", waits: 10, median: sure, ninetieth: { seconds: 540, isAtLeast: false } },
  });
  const waiting = ten.with(6, { seconds: 420, isAnswered: false });
  expect(responsivenessIn("week", waiting)).toMatchObject({
    ...{ median: sure, ninetieth: { seconds: 540, isAtLeast: true } },
  });
});
