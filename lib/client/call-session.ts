import { v7 as uuid } from "uuid";
import { CALL_RING_MS, type Call, callOf, isLive } from "../call";
import type { CallSignal } from "../protocol/call";
import type { Command } from "../protocol/command";
import type { EventOf } from "../protocol/event";
import type { RefusalCode } from "../refusal";
import { CallPeer } from "./call-peer";
import type { ConversationClient } from "./conversation-client";
import { Deadline } from "./deadline";

/** What the two ends have to say to each other and could not yet; a call that needs more has other troubles. */
const UNTOLD_MAX = 64;
/** The caller gives up a little later than the one called, whose refusal says more. */
const GIVE_UP_AFTER_MS = CALL_RING_MS + 500;

export type CallPhase = "opening" | "ringing" | "connecting" | "talking" | "reconnecting" | "over";
/**
 * Why there is no call: the microphone was not given out, there is none, somebody else took it or is calling, no line
 * came about, or the site said no.
 */
export type CallProblem = "denied" | "unheard" | "taken" | "lost" | "refused";

export interface CallView {
  phase: CallPhase;
  problem: CallProblem | null;
  isMuted: boolean;
  voice: MediaStream | null;
  /** By this device's clock. */
  answeredAtMs: number | null;
}

export interface CallSessionOptions {
  client: Pick<ConversationClient, "getSnapshot" | "subscribe" | "tell" | "followCalls">;
  /** The call that is taken; without one, a call is made. */
  taken?: string;
  iceServers: () => Promise<RTCIceServer[]>;
  microphone: () => Promise<MediaStream>;
}

/** One call as this device has part in it, from the first touch until it is over. */
export class CallSession {
  readonly id: string;
  readonly #isCaller: boolean;
  readonly #device = uuid();
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  readonly #giveUp = new Deadline(() => this.hangUp());
  #view: CallView = { phase: "opening", problem: null, isMuted: false, voice: null, answeredAtMs: null };
  #microphone: MediaStream | undefined;
  #iceServers: RTCIceServer[] = [];
  #peer: CallPeer | undefined;
  #call: Call | undefined;
  #untold: Command[] = [];
  #wasOnline = false;

  constructor(readonly options: CallSessionOptions) {
    this.#isCaller = options.taken === undefined;
    this.id = options.taken ?? uuid();
  }

  readonly getSnapshot = (): CallView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks for the microphone and only then calls, or takes the call. */
  async begin(): Promise<void> {
    const { client, iceServers } = this.options;
    try {
      [this.#iceServers] = await Promise.all([iceServers(), this.#openMicrophone()]);
    } catch (error) {
      this.#finish(problemOf(error));
    }
    if (this.#view.phase === "over") return;
    this.#ends.push(
      client.followCalls((event) => this.#hear(event)),
      client.subscribe(() => this.#follow()),
    );
    this.#change({ phase: this.#isCaller ? "ringing" : "connecting" });
    const type = this.#isCaller ? "call:start" : "call:accept";
    this.#tell({ type, id: this.id, device: this.#device });
    if (this.#isCaller) this.#giveUp.set(GIVE_UP_AFTER_MS);
    this.#follow();
  }

  readonly hangUp = (): void => {
    const wasAsked = this.#view.phase !== "opening" && this.#view.phase !== "over";
    this.#finish(null);
    if (wasAsked) this.#sayThatItIsOver();
  };

  mute(isMuted: boolean): void {
    for (const track of this.#microphone?.getAudioTracks() ?? []) track.enabled = !isMuted;
    this.#change({ isMuted });
  }

  /** It may be given out when there is no call any more. */
  async #openMicrophone(): Promise<void> {
    this.#microphone = await this.options.microphone();
    if (this.#view.phase === "over") this.#release();
  }

  #follow(): void {
    const { messages, connection } = this.options.client.getSnapshot();
    const isBack = connection === "online" && !this.#wasOnline;
    this.#wasOnline = connection === "online";
    if (isBack) this.#tellRest();
    const message = messages.findLast(({ id }) => id === this.id);
    const call = message && callOf(message);
    if (!call || call === this.#call) return;
    this.#call = call;
    if (!isLive(call)) this.#finish(null);
    else if (call.state === "active" && !this.#peer) this.#connect(call);
  }

  #hear(event: EventOf<"call:signal" | "refused">): void {
    if (event.id !== this.id) return;
    if (event.type === "refused") this.#refused(event.code);
    else if (event.signal.to === this.#device) this.#peer?.hear(event.signal);
  }

  #refused(code: string): void {
    // What came too late, or said what was so already, changes nothing; what was not taken yet is off.
    if (this.#view.phase !== "ringing" && this.#view.phase !== "connecting") return;
    const isTaken = (["conflict", "not-found"] satisfies RefusalCode[] as string[]).includes(code);
    this.#finish(isTaken ? "taken" : "refused");
  }

  #connect({ callerId, callerDevice, calleeId, calleeDevice }: Call): void {
    const isIn = this.#device === (this.#isCaller ? callerDevice : calleeDevice);
    const other = this.#isCaller
      ? { userId: calleeId, device: calleeDevice }
      : { userId: callerId, device: callerDevice };
    if (!isIn || !other.userId || !other.device || !this.#microphone) {
      this.#finish("taken");
      return;
    }
    const { userId, device } = other;
    this.#giveUp.clear();
    this.#change({ phase: "connecting", answeredAtMs: Date.now() });
    this.#peer = new CallPeer({
      isCaller: this.#isCaller,
      iceServers: this.#iceServers,
      microphone: this.#microphone,
      tell: (said) => this.#signal(userId, { ...said, from: this.#device, to: device }),
      onLine: (line) => {
        if (line === "lost") this.#lose();
        else this.#change({ phase: line === "connected" ? "talking" : line });
      },
      onVoice: (voice) => this.#change({ voice }),
    });
  }

  #lose(): void {
    this.hangUp();
    this.#change({ problem: "lost" });
  }

  #signal(to: string, signal: CallSignal): void {
    this.#tell({ type: "call:signal", id: this.id, to, signal });
  }

  /** Also once there is a line again: the other would sit there listening. */
  #sayThatItIsOver(): void {
    const { client } = this.options;
    const end: Command = { type: "call:end", id: this.id };
    if (client.tell(end)) return;
    const stop = client.subscribe(() => {
      if (client.tell(end)) stop();
    });
  }

  /** While there is no line to the room, what is said waits; there is nobody else to say it to. */
  #tell(command: Command): void {
    if (this.#untold.length === 0 && this.options.client.tell(command)) return;
    if (this.#untold.length < UNTOLD_MAX) this.#untold.push(command);
  }

  #tellRest(): void {
    const rest = this.#untold.splice(0);
    for (const command of rest) this.#tell(command);
    this.#peer?.repeat();
  }

  #finish(problem: CallProblem | null): void {
    if (this.#view.phase === "over") return;
    for (const end of this.#ends.splice(0)) end();
    this.#giveUp.clear();
    this.#untold = [];
    this.#peer?.close();
    this.#release();
    this.#change({ phase: "over", problem, voice: null });
  }

  /** The sign that a page listens goes out in the browser. */
  #release(): void {
    for (const track of this.#microphone?.getTracks() ?? []) track.stop();
    this.#microphone = undefined;
  }

  #change(changed: Partial<CallView>): void {
    this.#view = { ...this.#view, ...changed };
    for (const listener of this.#listeners) listener();
  }
}

function problemOf(error: unknown): CallProblem {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotFoundError" || name === "NotReadableError" || name === "TypeError"
    ? "unheard"
    : "refused";
}
