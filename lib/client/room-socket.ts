import ReconnectingWebSocket from "partysocket/ws";
import { Refusal } from "../refusal";

/** A silent socket is asked for a sign of life, and given up without one: 28 s at the very worst. */
const TICK_MS = 5_000;
const PING_AFTER_SILENCE_MS = 10_000;
const PONG_WITHIN_MS = 8_000;
/** A room takes who says nothing for long to have left, however much they hear; an inbox after half a minute. */
const SIGN_AFTER_MS = 15_000;

/** Each client draws its own first delay, so that a restarted server is not met by everyone at once. */
const FIRST_DELAY_MIN_MS = 250;
const FIRST_DELAY_SPREAD_MS = 1_250;
const DELAY_MAX_MS = 5_000;
const CONNECT_WITHIN_MS = 8_000;

const ping = JSON.stringify({ type: "ping" });
/** How a room begins when it asks whether everything before has been read. */
const QUESTION = '{"type":"ping"';

export interface RoomSocketOptions {
  /** The address to connect to, with a fresh ticket; asked for at every attempt. */
  address: () => Promise<URL>;
  onFrame: (frame: string) => void;
  onClose: () => void;
  /** The room may not be opened, and trying again would not help. */
  onRefused: (refusal: Refusal) => void;
  WebSocket?: unknown;
}

/** One kept-open socket to a room: dials with a fresh ticket, and dials again for as long as it takes. */
export class RoomSocket {
  #socket: ReconnectingWebSocket | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #isClosed = true;
  #heardAtMs = 0;
  #sentAtMs = 0;
  #pingedAtMs: number | undefined;

  constructor(readonly options: RoomSocketOptions) {}

  open(): void {
    this.#isClosed = false;
    this.#dial();
    this.#heartbeat = setInterval(this.#checkPulse, TICK_MS);
    if (typeof window === "undefined") return;
    window.addEventListener("online", this.redial);
    document.addEventListener("visibilitychange", this.#checkPulse);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    this.#hangUp();
    if (typeof window === "undefined") return;
    window.removeEventListener("online", this.redial);
    document.removeEventListener("visibilitychange", this.#checkPulse);
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === ReconnectingWebSocket.OPEN;
  }

  /** Whether the frame went out; what did not is for the caller to keep. */
  send(frame: string): boolean {
    if (!this.isOpen) return false;
    this.#sentAtMs = Date.now();
    return this.#socket?.send(frame) ?? false;
  }

  /** Hangs up and dials at once, without waiting out a delay. */
  readonly redial = (): void => {
    if (this.#isClosed) return;
    const wasOpen = this.isOpen;
    this.#hangUp();
    if (wasOpen) this.options.onClose();
    this.#dial();
  };

  #dial(): void {
    const socket = new ReconnectingWebSocket(() => this.#address(), undefined, {
      WebSocket: this.options.WebSocket,
      minReconnectionDelay: FIRST_DELAY_MIN_MS + Math.random() * FIRST_DELAY_SPREAD_MS,
      maxReconnectionDelay: DELAY_MAX_MS,
      connectionTimeout: CONNECT_WITHIN_MS,
      maxEnqueuedMessages: 0,
    });
    const isCurrent = () => this.#socket === socket;
    socket.addEventListener("open", () => {
      if (isCurrent()) this.#hear();
    });
    socket.addEventListener("message", ({ data }) => {
      if (!isCurrent()) return;
      this.#hear();
      const frame = String(data);
      if (frame.startsWith(QUESTION)) this.send(JSON.stringify({ ...JSON.parse(frame), type: "pong" }));
      else this.options.onFrame(frame);
    });
    socket.addEventListener("close", () => isCurrent() && this.options.onClose());
    this.#socket = socket;
  }

  #hangUp(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#pingedAtMs = undefined;
    socket?.close();
  }

  async #address(): Promise<string> {
    try {
      return String(await this.options.address());
    } catch (error) {
      if (error instanceof Refusal && !error.isRetryable) {
        this.close();
        this.options.onRefused(error);
      }
      throw error;
    }
  }

  #hear(): void {
    this.#heardAtMs = Date.now();
    this.#pingedAtMs = undefined;
  }

  /** Judges by an unanswered ping, not by silence: a sleeping tab's timers may be minutes apart. */
  readonly #checkPulse = (): void => {
    if (!this.isOpen) return;
    const nowMs = Date.now();
    if (this.#pingedAtMs !== undefined) {
      if (nowMs - this.#pingedAtMs > PONG_WITHIN_MS) this.redial();
    } else if (nowMs - this.#heardAtMs > PING_AFTER_SILENCE_MS || nowMs - this.#sentAtMs > SIGN_AFTER_MS) {
      this.#pingedAtMs = nowMs;
      this.send(ping);
    }
  };
}
