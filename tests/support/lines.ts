type Description = { type: "offer" | "answer"; sdp: string };
type Way = { candidate: string };

/** A microphone, of which a test can see whether it is still on. */
export function microphoneOf(name: string): MediaStream {
  const track = {
    kind: "audio",
    enabled: true,
    readyState: "live",
    stop() {
      this.readyState = "ended";
    },
  };
  return Object({ name, getTracks: () => [track], getAudioTracks: () => [track] });
}

export function isOn(microphone: MediaStream): boolean {
  return microphone.getTracks().every(({ readyState }) => readyState === "live");
}

/** What lies between the browsers of a test: two ends are connected once each knows how the other can be reached. */
export class Lines {
  readonly ends: LineEnd[] = [];
  #isUp = true;
  /** Ways that were found up to this round lead nowhere any more. */
  #brokenRound = 0;

  get RTCPeerConnection() {
    const lines = this;
    return class extends LineEnd {
      constructor({ iceServers = [] }: RTCConfiguration = {}) {
        super(lines, iceServers);
      }
    };
  }

  /** How it stands between the ends that are open. */
  get states(): string[] {
    return this.ends.map(({ connectionState }) => connectionState);
  }

  /** The ways there were lead nowhere, as some ends notice; new ones can be found, unless nothing comes through. */
  cut(state: "disconnected" | "failed", { isUp = true, noticedBy = this.ends } = {}): void {
    this.#isUp = isUp;
    this.#brokenRound = Math.max(...this.ends.map(({ round }) => round));
    for (const end of noticedBy) end.become(state);
  }

  /** The line comes back by itself, on the ways there were. */
  mend(): void {
    this.#isUp = true;
    this.#brokenRound = 0;
    this.connect();
  }

  connect(): void {
    if (!this.#isUp) return;
    for (const end of this.ends) {
      const other = this.endOf(end.remoteDescription);
      const isFound = end.round > this.#brokenRound && end.round === other?.round;
      if (isFound && end.reaches(other) && other.reaches(end)) end.become("connected");
    }
  }

  endOf(description: Description | null): LineEnd | undefined {
    return this.ends.find(({ name }) => name === description?.sdp.split(" ")[0]);
  }
}

/** One end, in the shape of the browser's RTCPeerConnection. Its descriptions say whose they are and of which round. */
export class LineEnd {
  readonly name: string;
  round = 0;
  signalingState = "stable";
  connectionState = "new";
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  onicecandidate: (event: { candidate: Way | null }) => void = () => {};
  ontrack: (event: { streams: MediaStream[] }) => void = () => {};
  onconnectionstatechange = () => {};
  onnegotiationneeded = () => {};
  #voice: MediaStream | undefined;
  readonly #ways = new Set<string>();
  #isToRestart = true;
  #isToNegotiate = false;

  constructor(
    readonly lines: Lines,
    readonly iceServers: RTCIceServer[],
  ) {
    this.name = `end-${lines.ends.length + 1}`;
    lines.ends.push(this);
  }

  addTrack(_: unknown, voice: MediaStream): void {
    this.#voice = voice;
    this.#negotiate();
  }

  restartIce(): void {
    this.#isToRestart = true;
    this.#negotiate();
  }

  async setLocalDescription(): Promise<void> {
    await null;
    if (this.signalingState === "have-remote-offer") {
      this.localDescription = { type: "answer", sdp: `${this.name} ${this.round}` };
      this.#become("stable");
    } else {
      if (this.#isToRestart) this.round += 1;
      this.#isToRestart = false;
      this.localDescription = { type: "offer", sdp: `${this.name} ${this.round}` };
      this.#become("have-local-offer");
    }
    const candidate = { candidate: `${this.name} ${this.round}` };
    setImmediate(() => {
      this.onicecandidate({ candidate });
      this.onicecandidate({ candidate: null });
    });
    this.lines.connect();
  }

  async setRemoteDescription(description: Description): Promise<void> {
    await null;
    const fits = description.type === "offer" ? "stable" : "have-local-offer";
    if (this.signalingState !== fits) throw invalid(`${description.type} while ${this.signalingState}`);
    const isFirst = this.remoteDescription === null;
    this.remoteDescription = description;
    if (description.type === "offer") this.round = Number(description.sdp.split(" ")[1]);
    this.#become(description.type === "offer" ? "have-remote-offer" : "stable");
    const other = this.lines.endOf(description);
    if (isFirst) this.ontrack({ streams: [...(other?.voice ? [other.voice] : [])] });
    this.lines.connect();
  }

  async addIceCandidate({ candidate }: Way): Promise<void> {
    await null;
    if (!this.remoteDescription) throw invalid("a candidate before a description");
    this.#ways.add(candidate);
    this.lines.connect();
  }

  close(): void {
    this.signalingState = "closed";
    this.connectionState = "closed";
  }

  get voice(): MediaStream | undefined {
    return this.#voice;
  }

  reaches({ name, round }: LineEnd): boolean {
    return this.signalingState === "stable" && this.#ways.has(`${name} ${round}`);
  }

  become(state: string): void {
    if (this.connectionState === "closed" || this.connectionState === state) return;
    this.connectionState = state;
    this.onconnectionstatechange();
  }

  #become(state: string): void {
    this.signalingState = state;
    if (state === "stable" && this.#isToNegotiate) this.#negotiate();
  }

  /** Only what is settled is talked about anew, once however often it was asked for. */
  #negotiate(): void {
    this.#isToNegotiate = true;
    queueMicrotask(() => {
      if (!this.#isToNegotiate || this.signalingState !== "stable") return;
      this.#isToNegotiate = false;
      this.onnegotiationneeded();
    });
  }
}

function invalid(message: string): Error {
  return new DOMException(message, "InvalidStateError");
}
