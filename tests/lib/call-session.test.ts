import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { CALL_RING_MS, liveCallIn } from "@/lib/call";
import { CallSession, type CallSessionOptions } from "@/lib/client/call-session";
import { ConversationClient } from "@/lib/client/conversation-client";
import type { Participant } from "@/lib/protocol/event";
import { Refusal } from "@/lib/refusal";
import { CallRoom } from "../support/call-room";
import { isOn, Lines, microphoneOf } from "../support/lines";
import { BoxOfTest } from "../support/scripted-room";
import { headOf, ines, maya, sam } from "../support/wire";

/** Long enough for a line to the room to be dialled again. */
const DIALLED_AFTER_MS = 8_000;

let lines = new Lines();
let room = new CallRoom([]);

beforeEach(() => {
  lines = new Lines();
  room = new CallRoom([maya, sam, ines]);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  vi.stubGlobal("RTCPeerConnection", lines.RTCPeerConnection);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** So much time passes, and all that was said by then is heard. */
async function later(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 10; turn += 1) await vi.advanceTimersByTimeAsync(0);
}

/** Somebody's tab, with the conversation open. */
async function tabOf(self: Participant) {
  const client = new ConversationClient({
    self,
    head: headOf([]),
    outbox: new BoxOfTest(),
    address: async () => new URL("ws://rooms.test/"),
    loadHead: room.head,
    WebSocket: room.socketOf(self),
  });
  onTestFinished(client.start());
  await later();
  expect(client.getSnapshot().connection).toBe("online");
  const microphone = microphoneOf(self.name);
  const sessionOf = (options: Partial<CallSessionOptions>) =>
    new CallSession({ client, iceServers: async () => [], microphone: async () => microphone, ...options });
  return {
    client,
    microphone,
    calls: async (options: Partial<CallSessionOptions> = {}) => {
      const session = sessionOf(options);
      await session.begin();
      await later();
      return session;
    },
    takes: async (taken = liveCallIn(client.getSnapshot().messages)?.id ?? "") => {
      const session = sessionOf({ taken });
      await session.begin();
      await later();
      return session;
    },
    sessionOf,
  };
}

/** Maya has called and Sam has taken it. */
async function talking() {
  const [mayas, sams] = [await tabOf(maya), await tabOf(sam)];
  const asked = await mayas.calls();
  const taken = await sams.takes();
  expect([asked, taken].map(phaseOf)).toEqual(["talking", "talking"]);
  return { mayas, sams, asked, taken };
}

const phaseOf = (session: CallSession) => session.getSnapshot().phase;
const endingOf = (session: CallSession) => {
  const { phase, problem } = session.getSnapshot();
  return { phase, problem };
};
const askedBy = (person: Participant) =>
  room.asked.filter(({ by }) => by === person).map(({ command }) => command.type);

describe("a call", () => {
  it("rings, is taken, and lets each hear the other until one hangs up", async () => {
    const [mayas, sams] = [await tabOf(maya), await tabOf(sam)];
    const asked = await mayas.calls();
    const shown: string[] = [];
    const stop = asked.subscribe(() => shown.push(phaseOf(asked)));
    expect(asked.getSnapshot()).toMatchObject({ phase: "ringing", answeredAtMs: null, voice: null });
    expect(room.call).toMatchObject({ state: "ringing", callerId: maya.userId });
    await later(5_000);

    const taken = await sams.takes();
    const answeredAtMs = Date.now();
    expect(asked.getSnapshot()).toMatchObject({ phase: "talking", answeredAtMs, voice: sams.microphone });
    expect(taken.getSnapshot()).toMatchObject({ phase: "talking", answeredAtMs, voice: mayas.microphone });
    expect(shown).toContain("connecting");

    await later(60_000);
    taken.hangUp();
    await later();
    expect([asked, taken].map(endingOf)).toEqual([
      { phase: "over", problem: null },
      { phase: "over", problem: null },
    ]);
    expect(asked.getSnapshot().voice).toBeNull();
    expect(room.call).toMatchObject({ state: "ended", seconds: 60 });
    expect([mayas, sams].map(({ microphone }) => isOn(microphone))).toEqual([false, false]);
    expect(lines.states).toEqual(["closed", "closed"]);
    expect(askedBy(maya)).not.toContain("call:end");
    stop();
    asked.mute(true);
    expect(shown.at(-1)).toBe("over");
    expect(shown.filter((phase) => phase === "over")).toHaveLength(1);
  });

  it("is muted without letting the microphone go", async () => {
    const { mayas, asked } = await talking();
    const [track] = mayas.microphone.getAudioTracks();
    asked.mute(true);
    expect([track?.enabled, asked.getSnapshot().isMuted]).toEqual([false, true]);
    asked.mute(false);
    expect([track?.enabled, asked.getSnapshot().isMuted]).toEqual([true, false]);
    expect(isOn(mayas.microphone)).toBe(true);
  });

  it("that nobody takes is given up a little after it rang for the others", async () => {
    const mayas = await tabOf(maya);
    const asked = await mayas.calls();
    await later(CALL_RING_MS + 499);
    expect(phaseOf(asked)).toBe("ringing");
    await later(1);
    expect(endingOf(asked)).toEqual({ phase: "over", problem: null });
    expect(room.call).toMatchObject({ state: "missed" });
    expect(isOn(mayas.microphone)).toBe(false);
  });

  it("that was taken is not given up when it would have stopped ringing", async () => {
    const { asked } = await talking();
    await later(2 * CALL_RING_MS);
    expect(phaseOf(asked)).toBe("talking");
  });

  it("that is waved away is over, without anything being wrong", async () => {
    const [sams, mayas] = [await tabOf(sam), await tabOf(maya)];
    const asked = await sams.calls();
    mayas.client.tell({ type: "call:decline", id: asked.id });
    await later();
    expect(endingOf(asked)).toEqual({ phase: "over", problem: null });
    expect(room.call).toMatchObject({ state: "declined" });
    expect(isOn(sams.microphone)).toBe(false);
  });

  it("goes to whoever takes it first, and the second is told so", async () => {
    const [mayas, sams, iness] = [await tabOf(maya), await tabOf(sam), await tabOf(ines)];
    const asked = await mayas.calls();
    const id = asked.id;
    const both = [sams, iness].map(({ sessionOf }) => sessionOf({ taken: id }));
    await Promise.all(both.map((session) => session.begin()));
    await later();
    expect(both.map(endingOf)).toEqual([
      { phase: "talking", problem: null },
      { phase: "over", problem: "taken" },
    ]);
    expect(phaseOf(asked)).toBe("talking");
    expect([sams, iness].map(({ microphone }) => isOn(microphone))).toEqual([true, false]);
    const late = await sams.takes(id);
    expect(endingOf(late), "not on two devices either").toEqual({ phase: "over", problem: "taken" });
    expect(lines.ends, "of the two who talk").toHaveLength(2);
    expect(room.call).toMatchObject({ state: "active", calleeId: sam.userId });
  });

  it("is one when both call at once: the later one hears that somebody is calling", async () => {
    const [mayas, sams] = [await tabOf(maya), await tabOf(sam)];
    const both = [mayas, sams].map(({ sessionOf }) => sessionOf({}));
    await Promise.all(both.map((session) => session.begin()));
    await later();
    expect(both.map(endingOf)).toEqual([
      { phase: "ringing", problem: null },
      { phase: "over", problem: "taken" },
    ]);
    expect(room.call).toMatchObject({ state: "ringing", callerId: maya.userId });
    expect(isOn(sams.microphone)).toBe(false);
  });

  it("is refused where the room says no, and goes on where that comes late or is about another", async () => {
    const [sams, iness] = [await tabOf(sam), await tabOf(ines)];
    const asked = await sams.calls();
    expect(endingOf(await iness.takes(asked.id))).toEqual({ phase: "over", problem: "refused" });
    const refused = { type: "refused", code: "forbidden", message: "No.", retryable: false } as const;
    room.tell(sam, { ...refused, id: uuid() });
    await later();
    expect(phaseOf(asked)).toBe("ringing");
    const mayas = await tabOf(maya);
    await mayas.takes();
    room.tell(sam, { ...refused, id: asked.id });
    await later();
    expect(phaseOf(asked)).toBe("talking");
  });

  it("hears only what is said to this device", async () => {
    const { asked } = await talking();
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const signal = { from: uuid(), to: uuid(), is: "candidate", text: "{" } as const;
    room.tell(maya, { type: "call:signal", id: asked.id, from: sam.userId, signal });
    room.tell(maya, { type: "call:signal", id: uuid(), from: sam.userId, signal });
    await later();
    expect(warned).not.toHaveBeenCalled();
  });
});

describe("a call without a microphone", () => {
  it.each([
    ["denied", new DOMException("no", "NotAllowedError")],
    ["denied", new DOMException("no", "SecurityError")],
    ["unheard", new DOMException("none", "NotFoundError")],
    ["unheard", new DOMException("taken", "NotReadableError")],
    ["unheard", new TypeError("navigator.mediaDevices is undefined")],
    ["refused", new Error("something else")],
    ["refused", Object("no error at all")],
  ])("is %s, and nobody is called: %s", async (problem, error) => {
    const mayas = await tabOf(maya);
    const asked = await mayas.calls({ microphone: () => Promise.reject(error) });
    expect(endingOf(asked)).toEqual({ phase: "over", problem });
    expect(room.asked).toEqual([]);
    asked.hangUp();
    await later();
    expect(room.asked, "there is nothing to end").toEqual([]);
  });

  it("says so where the browser has none to ask for", async () => {
    const asked = await (await tabOf(maya)).calls({
      microphone: () => {
        throw new TypeError("navigator.mediaDevices is undefined");
      },
    });
    expect(endingOf(asked)).toEqual({ phase: "over", problem: "unheard" });
  });

  it("calls nobody when it is given up while that is asked for, and lets the microphone go", async () => {
    const mayas = await tabOf(maya);
    let give = (_: MediaStream) => {};
    const asked = mayas.sessionOf({ microphone: () => new Promise((resolve) => (give = resolve)) });
    const begun = asked.begin();
    expect(phaseOf(asked)).toBe("opening");
    asked.hangUp();
    give(mayas.microphone);
    await begun;
    await later(CALL_RING_MS);
    expect(endingOf(asked)).toEqual({ phase: "over", problem: null });
    expect(isOn(mayas.microphone)).toBe(false);
    expect(room.asked).toEqual([]);
  });

  it.each(["before", "after"])(
    "lets go of a microphone that is given out %s the site says no",
    async (order) => {
      const mayas = await tabOf(maya);
      const steps: (() => void)[] = [];
      const asked = mayas.sessionOf({
        microphone: () => new Promise((resolve) => (steps[0] = () => resolve(mayas.microphone))),
        iceServers: () => new Promise((_, reject) => (steps[1] = () => reject(new Refusal("too-many")))),
      });
      const begun = asked.begin();
      for (const step of order === "before" ? steps : steps.toReversed()) {
        step();
        await later();
      }
      await begun;
      expect(endingOf(asked)).toEqual({ phase: "over", problem: "refused" });
      expect(isOn(mayas.microphone)).toBe(false);
      expect(room.asked).toEqual([]);
    },
  );
});

describe("a call whose room is out of reach", () => {
  it("is made once the room is back", async () => {
    const mayas = await tabOf(maya);
    room.cut(maya);
    const asked = await mayas.calls();
    expect([phaseOf(asked), room.asked]).toEqual(["ringing", []]);
    room.mend(maya);
    await later(DIALLED_AFTER_MS);
    expect(askedBy(maya)).toEqual(["call:start"]);
    expect(phaseOf(await (await tabOf(sam)).takes())).toBe("talking");
    expect(phaseOf(asked)).toBe("talking");
  });

  it("is taken by somebody of whom the caller hears later", async () => {
    const [mayas, sams] = [await tabOf(maya), await tabOf(sam)];
    const asked = await mayas.calls();
    room.cut(maya);
    const taken = await sams.takes();
    expect([asked, taken].map(phaseOf)).toEqual(["ringing", "connecting"]);
    room.mend(maya);
    await later(DIALLED_AFTER_MS);
    expect([asked, taken].map(phaseOf)).toEqual(["talking", "talking"]);
  });

  it("says again how to talk when the answer did not arrive", async () => {
    const [mayas, sams] = [await tabOf(maya), await tabOf(sam)];
    const asked = await mayas.calls();
    room.onAsked = ({ by, command }) => {
      if (by === sam && command.type === "call:signal" && command.signal.is === "answer") {
        room.onAsked = () => {};
        room.cut(maya);
      }
    };
    const taken = await sams.takes();
    expect(phaseOf(asked)).toBe("connecting");
    room.mend(maya);
    await later(DIALLED_AFTER_MS);
    expect([asked, taken].map(phaseOf)).toEqual(["talking", "talking"]);
  });

  it("goes on meanwhile, and ends for both once the room is back", async () => {
    const { asked, taken } = await talking();
    room.cut(maya);
    await later(DIALLED_AFTER_MS);
    expect([asked, taken].map(phaseOf)).toEqual(["talking", "talking"]);
    asked.hangUp();
    await later();
    expect(phaseOf(asked)).toBe("over");
    expect(room.call).toMatchObject({ state: "active" });
    room.mend(maya);
    await later(DIALLED_AFTER_MS);
    expect(room.call).toMatchObject({ state: "ended" });
    expect(phaseOf(taken)).toBe("over");
    expect(askedBy(maya).filter((type) => type === "call:end")).toHaveLength(1);
  });

  it("keeps 64 things in mind that are to be said, in their order, and no more", async () => {
    await talking();
    room.cut(maya);
    await later();
    const before = room.asked.length;
    for (let n = 1; n <= 65; n += 1) lines.ends[0]?.onicecandidate({ candidate: { candidate: `way ${n}` } });
    room.mend(maya);
    await later(DIALLED_AFTER_MS);
    const told = room.asked.slice(before).flatMap(({ by, command }) => {
      return by === maya && command.type === "call:signal" ? [JSON.parse(command.signal.text).candidate] : [];
    });
    expect(told).toEqual(Array.from({ length: 64 }, (_, n) => `way ${n + 1}`));
  });

  it("goes on as it was when the conversation has to be loaded anew", async () => {
    const { asked, taken } = await talking();
    const before = asked.getSnapshot();
    await later(10_000);
    room.tell(maya, { type: "reset", rev: 2 });
    await later(DIALLED_AFTER_MS);
    expect(asked.getSnapshot()).toEqual(before);
    taken.hangUp();
    await later();
    expect(phaseOf(asked)).toBe("over");
  });
});

describe("a call whose line breaks off", () => {
  it("says so, and goes on when another way was found", async () => {
    const { asked, taken } = await talking();
    lines.cut("disconnected");
    expect([asked, taken].map(phaseOf)).toEqual(["reconnecting", "reconnecting"]);
    await later(2_000);
    expect([asked, taken].map(phaseOf)).toEqual(["talking", "talking"]);
  });

  it("is lost after a while, for both, and ended in the room", async () => {
    const { mayas, sams, asked, taken } = await talking();
    lines.cut("failed", { isUp: false });
    await later(24_999);
    expect(phaseOf(asked)).toBe("reconnecting");
    await later(1);
    expect(endingOf(asked)).toEqual({ phase: "over", problem: "lost" });
    expect(phaseOf(taken)).toBe("over");
    expect(room.call).toMatchObject({ state: "ended" });
    expect([mayas, sams].map(({ microphone }) => isOn(microphone))).toEqual([false, false]);
  });
});
