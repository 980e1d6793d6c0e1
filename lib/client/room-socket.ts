import ReconnectingWebSocket from "partysocket/ws";
import { Refusal } from "../refusal";
import { Deadline } from "./deadline";

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

/** For about so long nothing is asked of a room that may not be opened: most never may be again. */
const REFUSED_PAUSE_MS = 40_000;

/** Once so many sockets in a row brought nothing, another way is tried; once one does, from time to time a better one. */
const FAILURES_MAX = 2;
const CLIMB_AFTER_MS = 15_000;

/** The ways to a room, the best first: a socket, a stream of events, and asking again and again. */
const RUNGS = 3;
/** In which way this tab last heard of a room. */
const RUNG_KEY = "rung";

const ping = '{"type":"ping"}';
/** How a room begins when it asks whether everything before has been read. */
const QUESTION = '{"type":"ping"';

export interface RoomSocketOptions {
  /** The address to connect to, with a fresh ticket; asked for at every attempt. */
  address: () => Promise<URL>;
  onFrame: (frame: string) => void;
  onClose?: () => void;
  /** The room may not be opened. Where somebody is signed in it is asked for again after a while, and may be open then. */
  onRefused?: (refusal: Refusal) => void;
  /**
   * Where a conversation can be asked for what changed, on a network that lets no socket through; `null` where whoever
   * listens is to be told to load anew from time to time. Without it nothing but sockets is tried.
   */
  changes?: string | null | undefined;
  WebSocket?: unknown;
  fetch?: typeof fetch;
}

/** One kept-open socket to a room: dials with a fresh ticket, and dials again for as long as it takes. */
export class RoomSocket {
  #socket: ReconnectingWebSocket | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #isClosed = true;
  #heardAtMs = 0;
  #sentAtMs = 0;
  #pingedAtMs: number | undefined;
  #rung = 0;
  #lower: typeof import("./lower-rungs") | undefined;
  /** Whether the socket there is has still to bring something. */
  #isTried = false;
  #failures = 0;
  readonly #trying = new Deadline(() => (this.#isClosed ? this.open() : void this.#climb()));

  constructor(readonly options: RoomSocketOptions) {}

  open(): void {
    this.#isClosed = false;
    const known = this.options.changes === undefined ? 0 : knownRung();
    if (known === 0) this.#dial();
    else void this.#step(known).then(() => this.#isClosed || this.#socket || this.#dial());
    this.#heartbeat = setInterval(this.#checkPulse, TICK_MS);
    if (typeof window === "undefined") return;
    window.addEventListener("online", this.redial);
    document.addEventListener("visibilitychange", this.#checkPulse);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    this.#trying.clear();
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
    this.#judge();
    this.#hangUp();
    if (wasOpen) this.options.onClose?.();
    this.#dial();
  };

  /** Hangs up for a while where this says that the room may not be opened; whether it does. */
  isRefused(error: unknown): boolean {
    const isFinal = error instanceof Refusal && !error.isRetryable;
    if (isFinal && !this.#isClosed) {
      this.close();
      // Whoever signs in after that may be somebody else.
      if (error.code !== "unauthorized") this.#trying.set(REFUSED_PAUSE_MS * (0.5 + Math.random()));
      this.options.onRefused?.(error);
    }
    return isFinal;
  }

  #dial(): void {
    const socket = new ReconnectingWebSocket(() => this.#address(), undefined, {
      WebSocket: new Proxy(this.#best, {
        construct: (_, [address]) => {
          this.#isTried = true;
          return this.#made(this.#rung, address);
        },
      }),
      minReconnectionDelay: FIRST_DELAY_MIN_MS + Math.random() * FIRST_DELAY_SPREAD_MS,
      maxReconnectionDelay: DELAY_MAX_MS,
      connectionTimeout: CONNECT_WITHIN_MS,
      maxEnqueuedMessages: 0,
    });
    const isCurrent = () => this.#socket === socket;
    socket.addEventListener("open", () => {
      if (isCurrent()) this.#hear();
    });
    socket.addEventListener("message", ({ data: frame }) => {
      if (!isCurrent()) return;
      this.#hear();
      this.#proven();
      if (frame.startsWith(QUESTION)) this.send(frame.replace("ping", "pong"));
      else this.options.onFrame(frame);
    });
    socket.addEventListener("close", () => {
      if (!isCurrent()) return;
      this.#judge();
      this.options.onClose?.();
    });
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
      this.isRefused(error);
      throw error;
    }
  }

  get #best(): typeof WebSocket {
    return Object(this.options.WebSocket ?? WebSocket);
  }

  #made(rung: number, address: string): WebSocket {
    if (!this.#lower || rung === 0) return new this.#best(address);
    const { StreamSocket, VisitSocket, TickSocket } = this.#lower;
    const { changes, fetch } = this.options;
    return Object(
      rung === 1
        ? new StreamSocket(address, fetch)
        : changes
          ? new VisitSocket(address, changes, fetch)
          : new TickSocket(),
    );
  }

  /** A socket that is given up without having brought anything; one that the network lets through proves it soon. */
  #judge(): void {
    if (!this.#isTried) return;
    this.#isTried = false;
    this.#failures += 1;
    if (this.#failures < FAILURES_MAX || this.options.changes === undefined) return;
    this.#failures = 0;
    void this.#step((this.#rung + 1) % RUNGS);
  }

  #proven(): void {
    if (!this.#isTried) return;
    this.#isTried = false;
    this.#failures = 0;
    knownRung(this.#rung);
    if (this.#rung > 0) this.#trying.set(CLIMB_AFTER_MS);
  }

  /** Few networks need the lower ones, so that they are loaded only then; until they are, the best is tried on. */
  async #step(rung: number): Promise<void> {
    this.#trying.clear();
    this.#lower ??= await import("./lower-rungs").catch(() => undefined);
    this.#rung = this.#lower ? rung : 0;
  }

  /** Tries the better ways beside the one there is, which goes on meanwhile. */
  async #climb(): Promise<void> {
    const better = await this.#lower?.betterRung(this.#rung, (rung) => this.#tried(rung));
    if (this.#isClosed) return;
    this.#rung = better ?? this.#rung;
    if (better === undefined) this.#trying.set(CLIMB_AFTER_MS);
    else this.redial();
  }

  async #tried(rung: number): Promise<WebSocket | undefined> {
    const address = await this.options.address().catch(() => undefined);
    return address && this.#made(rung, String(address));
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

/** The way that worked last in this tab, or now; without storage a tab begins with the best, each time. */
function knownRung(now?: number): number {
  try {
    if (now !== undefined) sessionStorage.setItem(RUNG_KEY, String(now));
    return Number(sessionStorage.getItem(RUNG_KEY)) % RUNGS;
  } catch {
    return 0;
  }
}
