import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Recording } from "@/components/attachments/recording";
import { isOn, microphoneOf } from "../support/lines";

let microphone = microphoneOf("Maya");
/** What the microphone hears, around 128, and whether the browser still listens to that. */
let heard: number[] = [];
let audio: "running" | "closed" = "running";
let format = "";

class RecorderOfTest {
  static isTypeSupported = (type: string) => type === format;
  state = "inactive";
  ondataavailable = (_: { data: Blob }) => {};
  onstop = () => {};

  constructor(
    readonly stream: MediaStream,
    readonly options: { mimeType: string },
  ) {}

  start(): void {
    this.state = "recording";
  }

  /** The sound comes after it was stopped, in pieces. */
  stop(): void {
    this.state = "inactive";
    const pieces = ["voice of ", Object(this.stream).name];
    queueMicrotask(() => {
      for (const piece of pieces) this.ondataavailable({ data: new Blob([piece]) });
      this.onstop();
    });
  }
}

class AudioOfTest {
  get state() {
    return audio;
  }

  createAnalyser() {
    return {
      fftSize: 4,
      getByteTimeDomainData: (samples: Uint8Array) => samples.set(heard),
    };
  }

  createMediaStreamSource() {
    return { connect: () => {} };
  }

  async close(): Promise<void> {
    if (audio === "closed") throw new DOMException("closed already", "InvalidStateError");
    audio = "closed";
  }
}

const getUserMedia = vi.fn(async () => microphone);

beforeEach(() => {
  [microphone, heard, audio, format] = [
    microphoneOf("Maya"),
    [128, 128, 128, 128],
    "running",
    "audio/webm;codecs=opus",
  ];
  getUserMedia.mockImplementation(async () => microphone);
  vi.useFakeTimers();
  vi.stubGlobal("MediaRecorder", RecorderOfTest);
  vi.stubGlobal("AudioContext", AudioOfTest);
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("a recording", () => {
  it("tells how loud it is while it goes on, from 0 to 1", async () => {
    const levels: [number, number][] = [];
    const recording = await Recording.begin((level, ms) => levels.push([level, ms]));
    await vi.advanceTimersByTimeAsync(60);
    heard = [128, 192, 100, 128];
    await vi.advanceTimersByTimeAsync(60);
    heard = [128, 0, 255, 128];
    await vi.advanceTimersByTimeAsync(60);
    expect(levels).toEqual([
      [0, 60],
      [0.5, 120],
      [1, 180],
    ]);
    recording.cancel();
  });

  it("becomes a file with all that was said, how long it was and how loud", async () => {
    const recording = await Recording.begin(() => {});
    heard = [128, 192, 128, 128];
    await vi.advanceTimersByTimeAsync(60);
    heard = [128, 160, 128, 128];
    await vi.advanceTimersByTimeAsync(65);
    const { file, measures } = await recording.stop("Voice");
    expect([file.name, file.type, await file.text()]).toEqual(["Voice.webm", "audio/webm", "voice of Maya"]);
    expect(measures).toEqual({ durationMs: 125, peaks: [100, 50] });
    expect([isOn(microphone), audio]).toEqual([false, "closed"]);
  });

  it.each([
    ["audio/ogg;codecs=opus", "Voice.ogg", "audio/ogg"],
    ["audio/mp4", "Voice.m4a", "audio/mp4"],
  ])("is of a kind that the browser records: %s", async (kind, name, type) => {
    format = kind;
    const recording = await Recording.begin(() => {});
    const { file } = await recording.stop("Voice");
    expect([file.name, file.type]).toEqual([name, type]);
  });

  it("that is given up gives the microphone back, once, and tells nothing more", async () => {
    const onLevel = vi.fn();
    const recording = await Recording.begin(onLevel);
    recording.cancel();
    recording.cancel();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([isOn(microphone), audio]).toEqual([false, "closed"]);
    expect(onLevel).not.toHaveBeenCalled();
  });

  it("is none where the microphone is not given", async () => {
    getUserMedia.mockRejectedValue(new DOMException("no", "NotAllowedError"));
    await expect(Recording.begin(() => {})).rejects.toThrow("no");
  });

  it("does not ask for the microphone where the browser records nothing that is known here", async () => {
    format = "audio/x-unheard-of";
    getUserMedia.mockClear();
    await expect(Recording.begin(() => {})).rejects.toThrow("records no sound");
    expect(getUserMedia).not.toHaveBeenCalled();
  });
});
