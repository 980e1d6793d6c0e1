import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CallLine, CallPeer, type CallPeerOptions } from "@/lib/client/call-peer";
import { Lines, microphoneOf } from "../support/lines";

type Said = Parameters<CallPeer["hear"]>[0];

let lines = new Lines();
let browser = new EventTarget();

beforeEach(() => {
  lines = new Lines();
  browser = new EventTarget();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("RTCPeerConnection", lines.RTCPeerConnection);
  vi.stubGlobal("window", browser);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** So much time passes, and all that was said by then is heard. */
async function later(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 5; turn += 1) await vi.advanceTimersByTimeAsync(0);
}

interface End {
  peer: CallPeer;
  /** What it said to the other. */
  said: Said[];
  /** What became of the line, and whom it heard. */
  lines: CallLine[];
  voices: MediaStream[];
}

/** One end of a call; `tell` brings what it says to the other. */
function end({ tell, ...options }: Pick<CallPeerOptions, "isCaller" | "microphone" | "tell">): End {
  const heard = { said: [] as Said[], lines: [] as CallLine[], voices: [] as MediaStream[] };
  const peer = new CallPeer({
    ...options,
    iceServers: [{ urls: "turn:harbor.example" }],
    tell: (said) => {
      heard.said.push(said);
      queueMicrotask(() => tell(said));
    },
    onLine: (line) => heard.lines.push(line),
    onVoice: (voice) => heard.voices.push(voice),
  });
  return { peer, ...heard };
}

const [mayas, sams] = [microphoneOf("Maya"), microphoneOf("Sam")];

/** Maya calls Sam; what they say to each other arrives unless a test takes it. */
function pair({ arrives = () => true }: { arrives?: (said: Said) => boolean } = {}): { maya: End; sam: End } {
  const maya: End = end({
    isCaller: true,
    microphone: mayas,
    tell: (said) => arrives(said) && sam.peer.hear(said),
  });
  const sam: End = end({
    isCaller: false,
    microphone: sams,
    tell: (said) => arrives(said) && maya.peer.hear(said),
  });
  return { maya, sam };
}

const kinds = (said: Said[]) => said.map(({ is }) => is);

describe("the line of a call", () => {
  it("comes about by an offer and an answer, and each hears the other", async () => {
    const { maya, sam } = pair();
    await later();
    expect(lines.states).toEqual(["connected", "connected"]);
    expect([maya.lines, sam.lines]).toEqual([["connected"], ["connected"]]);
    expect([maya.voices, sam.voices]).toEqual([[sams], [mayas]]);
    expect([kinds(maya.said), kinds(sam.said)]).toEqual([
      ["offer", "candidate"],
      ["answer", "candidate"],
    ]);
    expect(lines.ends.map(({ iceServers }) => iceServers)).toEqual([
      [{ urls: "turn:harbor.example" }],
      [{ urls: "turn:harbor.example" }],
    ]);
  });

  it("never has two offers that meet: only whoever called makes one", async () => {
    const { maya, sam } = pair();
    await later();
    for (const { peer } of [maya, sam]) peer.hear({ is: "restart", text: "" });
    browser.dispatchEvent(new Event("online"));
    await later();
    expect(kinds(sam.said)).not.toContain("offer");
    expect(kinds(maya.said)).not.toContain("answer");
    expect(kinds(maya.said).filter((is) => is === "offer").length).toBeGreaterThan(1);
    expect(lines.ends[0]?.round).toBe(lines.ends[1]?.round);
    expect(lines.states).toEqual(["connected", "connected"]);
  });

  it("keeps ways in mind that are named before it is said how to talk", async () => {
    const held: Said[] = [];
    const { sam } = pair({
      arrives: (said) => {
        const isEarly = said.is === "offer" && held.length === 0;
        if (isEarly) held.push(said);
        return !isEarly;
      },
    });
    await later();
    expect(lines.states).toEqual(["new", "new"]);
    for (const said of held) sam.peer.hear(said);
    await later();
    expect(lines.states).toEqual(["connected", "connected"]);
  });

  it("goes on when one thing that was heard makes no sense", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { maya } = pair();
    await later();
    maya.peer.hear({ is: "answer", text: "to what was never asked" });
    maya.peer.hear({ is: "candidate", text: "{" });
    maya.peer.hear({ is: "restart", text: "" });
    await later();
    expect(warned).toHaveBeenCalledTimes(2);
    expect(lines.ends.map(({ round }) => round)).toEqual([2, 2]);
    expect(lines.states).toEqual(["connected", "connected"]);
  });

  it("says again how to talk only where that was not answered", async () => {
    let isReachable = false;
    const { maya, sam } = pair({ arrives: () => isReachable });
    await later();
    expect(kinds(maya.said)).toEqual(["offer", "candidate"]);
    isReachable = true;
    maya.peer.repeat();
    sam.peer.repeat();
    await later();
    expect(kinds(maya.said)).toEqual(["offer", "candidate", "offer"]);
    expect(kinds(sam.said)).toEqual(["answer", "candidate"]);
    maya.peer.repeat();
    await later();
    expect(kinds(maya.said)).toEqual(["offer", "candidate", "offer"]);
  });
});

describe("a line that breaks off", () => {
  it("is given two seconds to come back by itself", async () => {
    const { maya, sam } = pair();
    await later();
    lines.cut("disconnected", { isUp: false });
    expect(maya.lines).toEqual(["connected", "reconnecting"]);
    await later(1_999);
    lines.mend();
    await later(60_000);
    expect(maya.lines).toEqual(["connected", "reconnecting", "connected"]);
    expect(sam.lines).toEqual(maya.lines);
    expect(lines.ends.map(({ round }) => round)).toEqual([1, 1]);
  });

  it("finds another way after that, and at once where it failed", async () => {
    const { maya } = pair();
    await later();
    lines.cut("disconnected");
    await later(1_999);
    expect(lines.states).toEqual(["disconnected", "disconnected"]);
    await later(1);
    expect(lines.states).toEqual(["connected", "connected"]);
    lines.cut("failed");
    await later();
    expect(lines.states).toEqual(["connected", "connected"]);
    expect(maya.lines).toEqual(["connected", "reconnecting", "connected", "reconnecting", "connected"]);
  });

  it("is noticed by the one called, too, who asks the caller for another way", async () => {
    const { sam } = pair();
    await later();
    lines.cut("failed", { noticedBy: lines.ends.slice(1) });
    await later();
    expect(kinds(sam.said)).toContain("restart");
    expect(sam.lines).toEqual(["connected", "reconnecting", "connected"]);
    expect(lines.states).toEqual(["connected", "connected"]);
  });

  it("is looked for anew when the device comes into another network, and not before there was one", async () => {
    const { sam } = pair();
    browser.dispatchEvent(new Event("online"));
    await later();
    expect(lines.ends.map(({ round }) => round)).toEqual([1, 1]);
    expect(kinds(sam.said)).not.toContain("restart");
    browser.dispatchEvent(new Event("online"));
    await later();
    expect(kinds(sam.said)).toContain("restart");
    expect(lines.ends[0]?.round).toBeGreaterThan(1);
    expect(lines.ends[1]?.round).toBe(lines.ends[0]?.round);
  });

  it("is lost after 25 seconds, and not a moment before", async () => {
    const { maya, sam } = pair();
    await later();
    lines.cut("disconnected", { isUp: false });
    await later(10_000);
    for (const each of lines.ends) each.become("failed");
    await later(14_999);
    expect(maya.lines).not.toContain("lost");
    await later(1);
    for (const { lines } of [maya, sam]) expect(lines.at(-1)).toBe("lost");
  });

  it("is lost as well where none came about", async () => {
    const { maya } = pair({ arrives: () => false });
    await later(24_999);
    expect(maya.lines).toEqual([]);
    await later(1);
    expect(maya.lines).toEqual(["lost"]);
  });
});

it("ends that were closed hear nothing more, say nothing, and are not lost", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { maya, sam } = pair();
  await later();
  const before = [maya, sam].map(({ said }) => said.length);
  for (const { peer } of [maya, sam]) {
    peer.close();
    peer.hear({ is: "offer", text: "end-2 1" });
    peer.repeat();
  }
  browser.dispatchEvent(new Event("online"));
  await later(60_000);
  expect([maya, sam].map(({ said }) => said.length)).toEqual(before);
  expect([maya, sam].map(({ lines }) => lines)).toEqual([["connected"], ["connected"]]);
  expect(lines.states).toEqual(["closed", "closed"]);
  expect(warned).not.toHaveBeenCalled();
});
