import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  apply,
  type ConversationState,
  discard,
  forgetTyping,
  lastSeq,
  openingState,
  reload,
  retry,
  TYPING_TTL_MS,
  write,
} from "@/lib/conversation-state";
import type { Event } from "@/lib/protocol/event";
import type { Message } from "@/lib/protocol/message";
import { headOf, ines, joined, maya, memberOf, said, sam, welcomed } from "../support/wire";

const opening = (messages: Message[] = []) => openingState(maya, headOf(messages));
const told = (message: Message): Event => ({ type: "message:new", rev: message.rev, message });
const hearing = (state: ConversationState, ...events: Event[]) =>
  events.reduce((at, event) => apply(at, event, 0), state);
const seqs = (state: ConversationState) => state.messages.map(({ seq }) => seq);
const welcome = (rev: number) => welcomed({ rev });
const unsent = (id: string) => ({ id, body: "Hello", writtenAt: new Date(0).toISOString() });

describe("a conversation as one participant knows it", () => {
  it("shows live messages in their places and takes a repeat for what it is", () => {
    const [one, two] = [said(sam, 1), said(sam, 2)];
    const state = hearing(opening(), told(one), told(two), told(one));
    expect([seqs(state), state.rev, state.needs]).toEqual([[1, 2], 2, "nothing"]);
  });

  it("asks to resume when a version is missing, and shows nothing early", () => {
    const state = hearing(opening([said(sam, 1)]), told(said(sam, 3)));
    expect([seqs(state), state.rev, state.needs]).toEqual([[1], 1, "resume"]);
  });

  it("knows whether the business takes anything from the one who reads, also after a reload", () => {
    const block = { until: "2026-03-01T12:00:00.000Z" };
    const blocked = hearing(opening(), { ...welcome(0), block });
    expect(blocked.block).toEqual(block);
    expect(reload(blocked, headOf([])).block).toEqual(block);
    expect(hearing(blocked, { type: "block:changed", block: null }).block).toBeNull();
    expect(hearing(blocked, welcome(0)).block).toBeNull();
  });

  it("lets an event of a later version of the protocol pass, and resumes when it had changed something", () => {
    const before = opening([said(sam, 1)]);
    const later: Event = JSON.parse('{"type":"message:pinned","rev":2}');
    const after = hearing(before, later);
    expect(after).toEqual(before);
    expect(hearing(after, told({ ...said(sam, 2), rev: 3 })).needs).toBe("resume");
  });

  it("shows what a replay brings at once, each in its place, whatever order it came in", () => {
    const midway = hearing(opening([said(sam, 1)]), welcome(3), told(said(sam, 3)), told(said(ines, 2)));
    expect(seqs(midway)).toEqual([1]);
    const state = hearing(midway, { type: "resumed", rev: 3 }, told(said(sam, 4)));
    expect([seqs(state), state.rev, state.needs]).toEqual([[1, 2, 3, 4], 4, "nothing"]);
  });

  it("keeps what is older than its tail out of it", () => {
    const state = hearing(opening([said(sam, 51), said(sam, 52)]), told(said(sam, 3)));
    expect(seqs(state)).toEqual([51, 52]);
  });

  it("lets a newer version of a message take its place, never an older", () => {
    const first = said(sam, 1, "before");
    const edited = { ...first, rev: 2, body: "after" };
    const state = hearing(opening([first]), { type: "message:new", rev: 2, message: edited }, told(first));
    expect(state.messages.map(({ body }) => body)).toEqual(["after"]);
  });

  it("reloads when it is told to reset, and keeps what is unsent and not stored", () => {
    const mine = said(maya, 900);
    const before = write(write(opening([said(sam, 1)]), unsent(mine.id)), unsent("still waiting"));
    const reset = hearing(before, welcome(900), { type: "reset", rev: 900 });
    expect(reset.needs).toBe("reload");
    const state = reload(reset, headOf([said(sam, 899), mine]));
    expect([seqs(state), state.rev, state.needs, state.hasOlder]).toEqual([[899, 900], 900, "nothing", true]);
    expect(state.unsent.map(({ id }) => id)).toEqual(["still waiting"]);
    expect(state.participants).toEqual([memberOf(maya)]);
  });

  it("does not hide a hole that should not be: it fails instead", () => {
    expect(() => hearing(opening(), { type: "message:new", rev: 1, message: said(sam, 2) })).toThrow(
      "no gaps",
    );
  });

  it("knows who joined from the timeline", () => {
    const state = hearing(
      opening(),
      welcome(0),
      { type: "resumed", rev: 0 },
      told(joined(sam, 1)),
      told(said(sam, 2)),
    );
    expect(state.participants).toEqual([maya, sam].map(memberOf));
    const odd = { ...joined(ines, 3), metadata: { event: "joined" } };
    expect(hearing(state, told(odd)).participants).toEqual([maya, sam].map(memberOf));
  });
});

describe("what is unsent", () => {
  it("stands in the order of writing until the room has it", () => {
    const mine = said(maya, 1);
    const written = write(write(opening(), unsent(mine.id)), unsent("second"));
    expect(hearing(written, told(mine)).unsent.map(({ id }) => id)).toEqual(["second"]);
    expect(write(written, unsent("second"))).toBe(written);
    expect(write(opening([mine]), unsent(mine.id)).unsent).toEqual([]);
  });

  it("fails when it is refused for good, and not when it may be sent again", () => {
    const refusal = { type: "refused", id: "it", message: "No." } as const;
    const written = write(opening(), unsent("it"));
    expect(hearing(written, { ...refusal, code: "busy", retryable: true })).toEqual(written);
    const failed = hearing(written, { ...refusal, code: "too-long", retryable: false });
    expect(failed.unsent[0]?.refused).toEqual({ code: "too-long", message: "No." });
    expect(retry(failed, "it").unsent).toEqual([unsent("it")]);
    expect(retry(failed, "another").unsent).toEqual(failed.unsent);
    expect(discard(failed, "it").unsent).toEqual([]);
    expect(hearing(written, { type: "refused", code: "too-many", message: "", retryable: false })).toEqual(
      written,
    );
  });
});

describe("presence", () => {
  const here = (state: ConversationState) => state.present.map(({ name, status }) => `${name} ${status}`);

  it("follows who comes, goes and is away", () => {
    const came = hearing(opening(), { type: "user:joined", ...sam, status: "online" });
    expect(here(hearing(came, { type: "user:joined", ...sam, status: "online" }))).toEqual(["Sam online"]);
    const away = hearing(came, { type: "presence", userId: sam.userId, status: "away", lastSeenAt: null });
    expect(here(away)).toEqual(["Sam away"]);
    const lastSeenAt = new Date(7).toISOString();
    const gone = hearing(away, { type: "user:left", userId: sam.userId, lastSeenAt });
    expect([gone.present, gone.lastSeenAt]).toEqual([[], { [sam.userId]: lastSeenAt }]);
  });

  it("lets typing expire by itself, and end with what was typed", () => {
    const typing = { type: "user:typing", userId: sam.userId, isTyping: true } as const;
    const state = hearing(opening(), typing);
    expect(state.typing).toEqual([{ userId: sam.userId, untilMs: TYPING_TTL_MS }]);
    expect(forgetTyping(state, TYPING_TTL_MS - 1)).toBe(state);
    expect(forgetTyping(state, TYPING_TTL_MS).typing).toEqual([]);
    expect(hearing(state, { ...typing, isTyping: false }).typing).toEqual([]);
    expect(hearing(state, told(said(sam, 1))).typing).toEqual([]);
    expect(hearing(state, { type: "user:left", userId: sam.userId, lastSeenAt: "" }).typing).toEqual([]);
  });

  it("takes receipts only forwards, and writing for reading", () => {
    const receipt = (read: number): Event => ({ type: "receipt", userId: sam.userId, delivered: 5, read });
    expect(hearing(opening(), receipt(4), receipt(2)).receipts).toEqual([
      { userId: sam.userId, delivered: 5, read: 4 },
    ]);
    expect(hearing(opening(), told(said(sam, 1))).receipts).toEqual([
      { userId: sam.userId, delivered: 1, read: 1 },
    ]);
  });

  it("does not change with a pong", () => {
    const state = opening();
    expect(hearing(state, { type: "pong" })).toBe(state);
  });
});

describe("stale state and what changed since", () => {
  const happening = fc.record({
    by: fc.constantFrom(maya, sam, ines),
    isJoining: fc.boolean(),
    fate: fc.constantFrom("told", "told twice", "never told", "line cut", "reset"),
  });

  /** As the room knows it: who joined, and how far those who wrote have read. */
  function welcomeTo(history: Message[]): Event {
    const participants = [sam, ines].filter(({ userId }) =>
      history.some(({ senderId, kind }) => kind === "system" && senderId === userId),
    );
    const receipts = [maya, sam, ines].flatMap(({ userId }) => {
      const own = history.findLast(({ senderId, kind }) => kind === "text" && senderId === userId);
      return own ? [{ userId, delivered: own.seq, read: own.seq }] : [];
    });
    const rev = history.length;
    return { ...welcomed({ rev, participants: [maya, ...participants] }), receipts };
  }

  function resumed(state: ConversationState, history: Message[]): ConversationState {
    const missed = history.filter(({ rev }) => rev > state.rev).map(told);
    return hearing(state, welcomeTo(history), ...missed, { type: "resumed", rev: history.length });
  }

  function sorted<Each extends { userId: string }>(list: Each[]): Each[] {
    return list.toSorted((one, other) => (one.userId < other.userId ? -1 : 1));
  }

  it("equals fresh state, however the line behaved", () => {
    const property = fc.property(fc.array(happening, { maxLength: 60, size: "max" }), (happenings) => {
      const history: Message[] = [];
      let state = resumed(opening(), history);
      for (const { by, isJoining, fate } of happenings) {
        const isNews = !history.some(({ senderId, kind }) => kind === "system" && senderId === by.userId);
        const joins = isJoining && by !== maya && isNews;
        const newest = joins ? joined(by, history.length + 1) : said(by, history.length + 1);
        history.push(newest);
        if (fate === "told") state = hearing(state, told(newest));
        if (fate === "told twice") state = hearing(state, told(newest), told(newest));
        if (fate === "reset") state = resumed(reload(state, headOf(history.slice(-3))), history);
        if (fate === "line cut" || state.needs === "resume") state = resumed(state, history);
        expect(seqs(state)).toEqual(seqs(state).map((_, n) => n + (seqs(state)[0] ?? 1)));
      }
      state = resumed(state, history);
      const fresh = resumed(opening([...history]), history);
      const first = state.messages[0]?.seq ?? 1;
      expect(state.messages).toEqual(fresh.messages.slice(first - 1));
      expect([state.rev, lastSeq(state), state.needs]).toEqual([history.length, history.length, "nothing"]);
      expect(sorted(state.participants)).toEqual(sorted(fresh.participants));
      expect(sorted(state.receipts)).toEqual(sorted(fresh.receipts));
    });
    fc.assert(property, { numRuns: 200, seed: 1 });
  });
});
