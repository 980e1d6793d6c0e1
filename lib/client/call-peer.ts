import type { CallSignal } from "../protocol/call";
import { Deadline } from "./deadline";

/** A line that broke off often comes back by itself; then another way is looked for. */
const RESTART_AFTER_MS = 2_000;
/** Without a line for this long there is nobody to talk to any more. */
const LOST_AFTER_MS = 25_000;

export type CallLine = "connecting" | "connected" | "reconnecting" | "lost";
type Said = Pick<CallSignal, "is" | "text">;

export interface CallPeerOptions {
  /** Whoever called says how to talk, and says it anew where the way has to change. */
  isCaller: boolean;
  iceServers: RTCIceServer[];
  microphone: MediaStream;
  tell: (said: Said) => void;
  onLine: (line: CallLine) => void;
  onVoice: (voice: MediaStream) => void;
}

/** The line from one browser to the other. What it has to say to the other end goes by the room. */
export class CallPeer {
  readonly #connection: RTCPeerConnection;
  /** Ways that were named before it was said how to talk. */
  #early: RTCIceCandidateInit[] = [];
  /** What the other end said is taken up in the order in which it came. */
  #heard: Promise<void> = Promise.resolve();
  readonly #restart = new Deadline(() => this.#findAnotherWay());
  readonly #loss = new Deadline(() => this.options.onLine("lost"));

  constructor(readonly options: CallPeerOptions) {
    const { iceServers, microphone, tell, onVoice, isCaller } = options;
    const connection = new RTCPeerConnection({ iceServers });
    this.#connection = connection;
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) tell({ is: "candidate", text: JSON.stringify(candidate) });
    };
    connection.ontrack = ({ streams: [voice] }) => voice && onVoice(voice);
    connection.onconnectionstatechange = () => this.#follow(connection.connectionState);
    if (isCaller) connection.onnegotiationneeded = () => void this.#offer();
    for (const track of microphone.getTracks()) connection.addTrack(track, microphone);
    this.#loss.set(LOST_AFTER_MS);
    window.addEventListener("online", this.#notice);
  }

  hear(said: Said): void {
    this.#heard = this.#heard
      .then(() => this.#take(said))
      .catch((error: unknown) => console.warn("a call could not take up what it heard:", error));
  }

  /** The other end may not have heard how to talk while the room was out of reach. */
  repeat(): void {
    if (this.#connection.signalingState === "have-local-offer") this.#describe();
  }

  close(): void {
    this.#restart.clear();
    this.#loss.clear();
    window.removeEventListener("online", this.#notice);
    this.#connection.close();
  }

  async #offer(): Promise<void> {
    await this.#connection.setLocalDescription();
    this.#describe();
  }

  #describe(): void {
    const { localDescription } = this.#connection;
    if (!localDescription) return;
    const is = localDescription.type === "answer" ? "answer" : "offer";
    this.options.tell({ is, text: localDescription.sdp });
  }

  async #take({ is, text }: Said): Promise<void> {
    const connection = this.#connection;
    if (connection.signalingState === "closed") return;
    switch (is) {
      case "restart":
        if (this.options.isCaller) connection.restartIce();
        return;
      case "candidate": {
        const candidate: RTCIceCandidateInit = JSON.parse(text);
        if (connection.remoteDescription) await connection.addIceCandidate(candidate);
        else this.#early.push(candidate);
        return;
      }
      default: {
        await connection.setRemoteDescription({ type: is, sdp: text });
        for (const candidate of this.#early.splice(0)) await connection.addIceCandidate(candidate);
        if (is === "answer") return;
        await connection.setLocalDescription();
        this.#describe();
      }
    }
  }

  #follow(state: RTCPeerConnectionState): void {
    switch (state) {
      case "connected":
        this.#restart.clear();
        this.#loss.clear();
        this.options.onLine("connected");
        return;
      case "disconnected":
        this.#breakOff(RESTART_AFTER_MS);
        return;
      case "failed":
        this.#breakOff(0);
        return;
      default:
    }
  }

  #breakOff(restartAfterMs: number): void {
    this.#loss.setIfClear(LOST_AFTER_MS);
    this.#restart.set(restartAfterMs);
    this.options.onLine("reconnecting");
  }

  /** The device is in another network: the ways that were found before lead nowhere. */
  readonly #notice = (): void => {
    if (this.#connection.connectionState !== "new") this.#findAnotherWay();
  };

  #findAnotherWay(): void {
    if (this.options.isCaller) this.#connection.restartIce();
    else this.options.tell({ is: "restart", text: "" });
  }
}
