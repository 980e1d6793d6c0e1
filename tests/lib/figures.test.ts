import { describe, expect, it } from "vitest";
import { type Said, type Told, waitsIn, workIn } from "@/lib/figures";

const minute = (n: number) => new Date(Date.UTC(2026, 2, 1, 9, n));
const NEW = null;

const talk = (...lines: [role: Said["role"], at: number, body?: string][]): Said[] =>
  lines.map(([role, at, body = "Is it open?"]) => ({
    ...{ at: minute(at), role, body },
    senderId: role === "customer" ? "maya" : "sam",
  }));
const minutesOf = ({ spans }: ReturnType<typeof waitsIn>) =>
  spans.map(({ beganAt, endedAt }) => (endedAt.getTime() - beganAt.getTime()) / 60_000);

describe("a customer's wait", () => {
  it("goes from the first message since the business wrote to the next of a member", () => {
    const counted = waitsIn(
      NEW,
      talk(["customer", 0], ["customer", 4], ["agent", 10], ["owner", 12], ["customer", 20], ["owner", 21]),
      [],
    );
    expect(minutesOf(counted)).toEqual([10, 1]);
    expect(counted.spans[0]).toMatchObject({ end: "answered", userId: "sam" });
    expect(counted.since).toBeNull();
  });

  it("is neither begun nor ended by bots and system lines, and thanks begins none", () => {
    const said = talk(["bot", 0], ["customer", 1], ["bot", 2], ["system", 3], ["agent", 6]);
    expect(minutesOf(waitsIn(NEW, said, []))).toEqual([5]);
    expect(minutesOf(waitsIn(NEW, talk(["customer", 0, "Thank you!"], ["agent", 9]), []))).toEqual([]);
  });

  it("is not there any more once the work was done, and begins anew with what is written since", () => {
    const said = talk(["customer", 0], ["customer", 30], ["agent", 32]);
    expect(minutesOf(waitsIn(NEW, said, [minute(10)]))).toEqual([2]);
    expect(minutesOf(waitsIn(NEW, said, [minute(31)]))).toEqual([]);
  });

  it("goes on where counting left off", () => {
    const said = talk(["customer", 0], ["bot", 1], ["agent", 7], ["customer", 9]);
    for (let cut = 0; cut <= said.length; cut += 1) {
      const first = waitsIn(NEW, said.slice(0, cut), []);
      const second = waitsIn(first.since, said.slice(cut), []);
      expect([...minutesOf(first), ...minutesOf(second)]).toEqual([7]);
      expect(second.since).toEqual(minute(9));
    }
  });
});

describe("work", () => {
  const notices = (...told: [status: Told["status"], at: number][]): Told[] =>
    told.map(([status, at]) => ({ at: minute(at), status, senderId: "sam" }));
  const opened = minute(0);

  it("goes from the opening to its completion, and from an opening again to the next", () => {
    const told = notices(["snoozed", 5], ["woken", 7], ["completed", 20], ["woken", 30], ["completed", 33]);
    const counted = workIn(opened, told);
    expect(minutesOf(counted)).toEqual([20, 3]);
    expect(counted.spans.map(({ end, userId }) => [end, userId])).toEqual([
      ["completed", "sam"],
      ["completed", "sam"],
    ]);
  });

  it("is put away undone where it is archived, and completed only once", () => {
    const told = notices(["archived", 5], ["completed", 6], ["open", 10], ["completed", 12], [null, 13]);
    const counted = workIn(opened, told);
    expect(counted.spans.map(({ end }) => end)).toEqual(["archived", "completed"]);
    expect(minutesOf(counted)).toEqual([5, 2]);
    expect(counted.since).toBeNull();
  });
});
