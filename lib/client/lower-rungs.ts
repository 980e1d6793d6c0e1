import type { Event as RoomEvent } from "../protocol/event";
import type { VisitAnswer } from "../protocol/visit";

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;
/** What one request may carry of what is to be said, in characters; a longer frame goes alone. */
const SAID_TOGETHER_MAX = 16_000;
/** As `FRAMES_PER_VISIT_MAX` and `VISIT_SECONDS_MAX` of the protocol, which would bring its checks along. */
const FRAMES_TOGETHER_MAX = 20;
const WAIT_SECONDS = 25;
const ANSWERED_WITHIN_MS = 10_000;
const BRINGS_WITHIN_MS = 8_000;
/** How often a list is loaded anew that hears of no changes. */
const TICK_MS = 10_000;

const ping = '{"type":"ping"}';
const pong = '{"type":"pong"}';

/** What stands for a WebSocket where none comes through: as much of one as partysocket dials with. */
abstract class Rung extends EventTarget {
  readyState = CONNECTING;
  readonly #gone = new AbortController();
  #said: string[] = [];
  #isSaying = false;

  constructor(readonly ask: typeof fetch = (...asked) => fetch(...asked)) {
    super();
  }

  send(frame: string): void {
    this.#said.push(frame);
    void this.#sayAll();
  }

  close(): void {
    this.end();
  }

  /** Says some frames, in order. Rejects where they may not have arrived: whoever sent them sends them again. */
  protected abstract say(frames: string[]): Promise<void>;

  protected begin(): void {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.dispatchEvent(new Event("open"));
  }

  protected hear(frame: string): void {
    if (this.readyState === OPEN) this.dispatchEvent(new MessageEvent("message", { data: frame }));
  }

  protected end(): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#gone.abort();
    this.dispatchEvent(new Event("close"));
  }

  /** Rejects for every answer but a good one. */
  protected async fetch(
    address: URL,
    { withinMs, ...asked }: RequestInit & { withinMs?: number },
  ): Promise<Response> {
    const signals = [this.#gone.signal, ...(withinMs ? [AbortSignal.timeout(withinMs)] : [])];
    const response = await this.ask(address, {
      ...asked,
      cache: "no-store",
      signal: AbortSignal.any(signals),
    });
    if (!response.ok) throw new Error(`answered with ${response.status}`);
    return response;
  }

  async #sayAll(): Promise<void> {
    if (this.#isSaying) return;
    this.#isSaying = true;
    try {
      while (this.#said.length > 0 && this.readyState === OPEN) await this.say(this.#together());
    } catch {
      this.end();
    }
    this.#isSaying = false;
  }

  #together(): string[] {
    let characters = 0;
    const isTooMuch = (frame: string, n: number) => {
      characters += frame.length;
      return n >= FRAMES_TOGETHER_MAX || (n > 0 && characters > SAID_TOGETHER_MAX);
    };
    const end = this.#said.findIndex(isTooMuch);
    return this.#said.splice(0, end === -1 ? this.#said.length : end);
  }
}

/** The first of the rungs above by which a room says something soon. */
export async function betterRung(
  current: number,
  dial: (rung: number) => Promise<WebSocket | undefined>,
): Promise<number | undefined> {
  for (let rung = 0; rung < current; rung += 1) {
    const socket = await dial(rung);
    if (socket && (await brings(socket))) return rung;
  }
  return undefined;
}

function brings(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (does: boolean) => () => {
      clearTimeout(late);
      resolve(does);
      socket.close();
    };
    const late = setTimeout(settle(false), BRINGS_WITHIN_MS);
    socket.addEventListener("message", settle(true), { once: true });
    for (const end of ["close", "error"]) socket.addEventListener(end, settle(false), { once: true });
  });
}

/** Events as `text/event-stream`, commands by `POST`: the room tells the same as over a socket. */
export class StreamSocket extends Rung {
  readonly #address: URL;
  #id = "";

  constructor(address: string, ask?: typeof fetch) {
    super(ask);
    this.#address = new URL(address.replace(/^ws/, "http"));
    void this.#listen();
  }

  /** Nobody would tell the room that a page is left. */
  override close(): void {
    const { readyState } = this;
    super.close();
    const goodbye = { method: "POST", body: this.#id, keepalive: true };
    if (readyState === OPEN) this.ask(this.#streams, goodbye).catch(() => {});
  }

  protected async say(frames: string[]): Promise<void> {
    const body = [this.#id, ...frames].join("\n");
    await this.fetch(this.#streams, { method: "POST", body, withinMs: ANSWERED_WITHIN_MS });
  }

  get #streams(): URL {
    const address = new URL(this.#address);
    address.search = "stream=";
    return address;
  }

  async #listen(): Promise<void> {
    try {
      const { body } = await this.fetch(this.#address, { headers: { accept: "text/event-stream" } });
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
        const blocks = (text + read.value).split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // As of a socket, nobody is told why.
    }
    this.end();
  }

  #take(block: string): void {
    const [, event, data] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(block) ?? [];
    if (data === undefined) return;
    if (event === "open") {
      this.#id = data;
      this.begin();
    } else if (event === "close") {
      this.end();
    } else {
      this.hear(data);
    }
  }
}

/** Asks again and again what changed in a conversation, each time for as long as nothing did. */
export class VisitSocket extends Rung {
  readonly #address: URL;
  #rev: number;
  #welcome = "";

  /** `dialled` says the version to begin `after`. */
  constructor(dialled: string, changes: string, ask?: typeof fetch) {
    super(ask);
    this.#address = new URL(changes, globalThis.location?.href);
    this.#rev = Number(new URL(dialled).searchParams.get("after") ?? 0);
    void this.#listen();
  }

  override send(frame: string): void {
    // Whether the room is there shows in its answers.
    if (frame === ping) this.hear(pong);
    else super.send(frame);
  }

  protected async say(frames: string[]): Promise<void> {
    const body = `{"commands":[${frames.join(",")}]}`;
    const headers = { "content-type": "application/json" };
    await this.#visit({ method: "POST", body, headers, withinMs: ANSWERED_WITHIN_MS }, 0);
  }

  async #listen(): Promise<void> {
    try {
      await this.#visit({ withinMs: ANSWERED_WITHIN_MS }, 0);
      while (this.readyState === OPEN)
        await this.#visit({ withinMs: ANSWERED_WITHIN_MS + WAIT_SECONDS * 1_000 }, WAIT_SECONDS);
    } catch {
      // As of a socket, nobody is told why.
    }
    this.end();
  }

  async #visit(asked: RequestInit & { withinMs: number }, wait: number): Promise<void> {
    const address = new URL(this.#address);
    address.search = `after=${this.#rev}${wait ? `&wait=${wait}` : ""}`;
    const { changes, rev }: VisitAnswer = await (await this.fetch(address, asked)).json();
    this.begin();
    const news = this.#newsIn(changes);
    const isReset = changes.some(({ type }) => type === "reset");
    // Whoever hears something may say something at once, and asks for what comes after it.
    this.#rev = isReset ? rev : Math.max(rev, this.#rev);
    for (const event of news) this.hear(JSON.stringify(event));
  }

  /**
   * Without the welcome that every visit begins with, where it says what the last one said and nothing was missed; and
   * without what another request brought meanwhile, which may well know more.
   */
  #newsIn(changes: RoomEvent[]): RoomEvent[] {
    const resumed = changes.findIndex(({ type }) => type === "resumed");
    if (resumed === -1) return changes;
    if (revOf(changes[resumed]) < this.#rev)
      return changes.slice(resumed + 1).filter((event) => revOf(event) > this.#rev);
    const [welcome] = changes;
    const { rev: _, seq: __, ...said } = Object(welcome);
    const before = this.#welcome;
    this.#welcome = JSON.stringify(said);
    const isMissed = changes.slice(0, resumed).some(({ type }) => type === "message:new");
    if (isMissed || this.#welcome !== before) return changes;
    return changes.filter((_event, n) => n !== 0 && n !== resumed);
  }
}

/** What has no version is told in any case. */
function revOf(event: RoomEvent | undefined): number {
  return event && "rev" in event ? event.rev : Number.POSITIVE_INFINITY;
}

/** For a list: it is loaded anew whenever its feed says welcome. */
export class TickSocket extends Rung {
  readonly #ticking: ReturnType<typeof setInterval>;

  constructor() {
    super();
    this.#ticking = setInterval(() => this.hear('{"type":"welcome"}'), TICK_MS);
    queueMicrotask(() => {
      this.begin();
      this.hear('{"type":"welcome"}');
    });
  }

  protected override end(): void {
    clearInterval(this.#ticking);
    super.end();
  }

  protected async say(): Promise<void> {
    this.hear(pong);
  }
}
