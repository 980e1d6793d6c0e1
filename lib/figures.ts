import { isThanks, type WorkStatus } from "./work";

/** How many days, up to this one, figures can be asked for. */
export const PERIODS = [7, 30, 90] as const;
export type Period = (typeof PERIODS)[number];

/** With fewer of something, chance would speak, which is said beside it. */
export const SAMPLE_MIN = 5;

/** Something that took a while: a customer's wait that a member ended, or work that was done, or put away undone. */
export interface Span {
  end: "answered" | "completed" | "archived";
  beganAt: Date;
  endedAt: Date;
  userId: string | null;
}

/** What ended in a conversation, and since when what did not goes on. */
export interface Spans {
  since: Date | null;
  spans: Span[];
}

export interface Said {
  at: Date;
  role: "customer" | "agent" | "owner" | "bot" | "system";
  senderId: string | null;
  body: string;
}

/**
 * The waits that ended. One begins with a customer's first message since the business last wrote, or since the work was
 * done, and ends with the next message of a member; bots and system lines neither begin nor end one, nor does thanks.
 * `since`: when the one began that goes on; `over`: when the work was done.
 */
export function waitsIn(since: Date | null, said: Said[], over: Date[]): Spans {
  const spans: Span[] = [];
  let began = since;
  for (const { at, role, senderId: userId, body } of said) {
    const from = began;
    if (from && over.some((moment) => from <= moment && moment < at)) began = null;
    if (role === "customer") {
      if (!began && !isThanks(body)) began = at;
    } else if (role === "agent" || role === "owner") {
      if (began) spans.push({ end: "answered", beganAt: began, endedAt: at, userId });
      began = null;
    }
  }
  return { since: began, spans };
}

export interface Told {
  at: Date;
  /** What the work became, where that is told; `woken` by its customer. */
  status: WorkStatus | "woken" | null;
  senderId: string | null;
}

/** The work that was done or put away: from the opening, or the latest opening again, to that. */
export function workIn(since: Date | null, told: Told[]): Spans {
  const spans: Span[] = [];
  let opened = since;
  for (const { at, status, senderId: userId } of told) {
    if (status === "completed" || status === "archived") {
      if (opened) spans.push({ end: status, beganAt: opened, endedAt: at, userId });
      opened = null;
    } else if (status) {
      opened ??= at;
    }
  }
  return { since: opened, spans };
}
