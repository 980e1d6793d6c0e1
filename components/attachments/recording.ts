import type { Measures } from "@/lib/client/post-file";
import { peaksOf } from "@/lib/loudness";

/** What browsers record: Chrome and Firefox the first, Safari the last. */
const FORMATS = [
  { type: "audio/webm;codecs=opus", extension: "webm" },
  { type: "audio/ogg;codecs=opus", extension: "ogg" },
  { type: "audio/mp4", extension: "m4a" },
];
const LISTEN_EVERY_MS = 60;
const BITS_PER_SECOND = 32_000;
const SILENT = 128;

/** Speaks into a file until it is stopped; tells how loud it is, from 0 to 1, while it does. */
export class Recording {
  readonly #levels: number[] = [];
  readonly #pieces: Blob[] = [];
  readonly #recorder: MediaRecorder;
  readonly #audio = new AudioContext();
  readonly #began = Date.now();
  readonly #timer: ReturnType<typeof setInterval>;

  /** Asks for the microphone; rejects where there is none, or it is not given. */
  static async begin(onLevel: (level: number, ms: number) => void): Promise<Recording> {
    const format = formatHere();
    return new Recording(await navigator.mediaDevices.getUserMedia({ audio: true }), format, onLevel);
  }

  private constructor(
    readonly stream: MediaStream,
    readonly format: (typeof FORMATS)[number],
    onLevel: (level: number, ms: number) => void,
  ) {
    const { type: mimeType } = format;
    this.#recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    this.#recorder.ondataavailable = ({ data }) => this.#pieces.push(data);
    this.#recorder.start();
    const analyser = this.#audio.createAnalyser();
    this.#audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    this.#timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      const level = Math.max(...samples.map((sample) => Math.abs(sample - SILENT))) / SILENT;
      this.#levels.push(level);
      onLevel(level, Date.now() - this.#began);
    }, LISTEN_EVERY_MS);
  }

  /** The file, and what is known of it. */
  async stop(name: string): Promise<{ file: File; measures: Measures }> {
    const durationMs = Date.now() - this.#began;
    const ended = new Promise((resolve) => {
      this.#recorder.onstop = resolve;
    });
    this.#recorder.stop();
    await ended;
    this.cancel();
    const { type, extension } = this.format;
    const file = new File(this.#pieces, `${name}.${extension}`, { type: type.split(";")[0] ?? "" });
    return { file, measures: { durationMs, peaks: peaksOf(this.#levels) } };
  }

  /** Gives the microphone back. */
  cancel(): void {
    clearInterval(this.#timer);
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
    if (this.#audio.state !== "closed") void this.#audio.close();
  }
}

function formatHere() {
  const found = FORMATS.find(({ type }) => MediaRecorder.isTypeSupported(type));
  if (!found) throw new Error("this browser records no sound");
  return found;
}
