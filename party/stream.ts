import type * as Party from "partykit/server";
import { FRAME_BYTES_MAX } from "../lib/protocol/command";
import { Refusal } from "../lib/refusal";
import { logRefusal } from "../lib/server/refusal-log";
import { tagsOf } from "./admissions";
import { textIn } from "./command-in";
import { isSaidInStream, refusalResponse, ticketOf } from "./doorkeeper";
import { codeOf } from "./failure";
import { CLOSED, OPEN, type RoomServer, type RoomSocket } from "./socket";
import { TagIndex } from "./tag-index";

const EVENT_STREAM = "text/event-stream";
/** The id of the stream, and the frames. */
const SAID_BYTES_MAX = FRAME_BYTES_MAX + 64;
/** How often a line is used, so that nothing in between takes it for unused, and one that is dead is found. */
const BEAT_MS = 10_000;
const BEAT = ":\n\n";
/** What stands in between may hold back the first of an answer until there is enough of it. */
const PADDING = `:${" ".repeat(2_048)}\n\n`;

/** A line to somebody whose network lets no socket through: events as `text/event-stream`, commands by `POST`. */
export class Stream<State> implements RoomSocket<State> {
  readonly id: string = crypto.randomUUID();
  readonly uri: string;
  state: Party.ConnectionState<State> = null;
  readyState = OPEN;
  readonly response: Response;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #encoder = new TextEncoder();

  constructor(
    request: Pick<Party.Request, "url">,
    readonly onClose: (stream: Stream<State>) => void,
  ) {
    this.uri = request.url;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.#end(),
    });
    const headers = { "content-type": EVENT_STREAM, "x-accel-buffering": "no" };
    this.response = new Response(body, {
      headers: { ...headers, "cache-control": "no-store, no-transform" },
    });
    this.#write(`${PADDING}event: open\ndata: ${this.id}\n\n`);
  }

  setState(state: State): void {
    this.state = Object(state);
  }

  /** A frame is one line of JSON. */
  send(frame: string): void {
    this.#write(`data: ${frame}\n\n`);
  }

  beat(): void {
    this.#write(BEAT);
  }

  close(code = 1000, reason = ""): void {
    if (this.readyState !== OPEN) return;
    this.#write(`event: close\ndata: ${JSON.stringify({ code, reason })}\n\n`);
    this.#controller?.close();
    this.#end();
  }

  #write(text: string): void {
    if (this.readyState === OPEN) this.#controller?.enqueue(this.#encoder.encode(text));
  }

  /** As of a socket, it is told later that it is closed. */
  #end(): void {
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSED;
    queueMicrotask(() => this.onClose(this));
  }
}

/** The streams of one object. */
export class Streams<State> {
  readonly #open = new Map<string, Stream<State>>();
  readonly #tagged = new TagIndex<Stream<State>>();

  #beating: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly host: Pick<RoomServer<State>, "onConnect" | "onMessage" | "onClose">) {}

  getConnections(tag: string): Stream<State>[] {
    return this.#tagged.getConnections(tag);
  }

  [Symbol.iterator](): IterableIterator<Stream<State>> {
    return this.#open.values();
  }

  /** Nothing where a request is about no stream. */
  async answer(request: Party.Request): Promise<Response | undefined> {
    if (isSaidInStream(request)) return this.#hear(request);
    if (request.method !== "GET" || request.headers.get("accept") !== EVENT_STREAM) return undefined;
    const stream = new Stream<State>(request, (closed) => {
      this.#open.delete(closed.id);
      this.#tagged.remove(closed);
      this.host.onClose(closed);
    });
    this.#open.set(stream.id, stream);
    this.#beating ??= setTimeout(() => this.#beat(), BEAT_MS);
    this.#tagged.add(stream, tagsOf(ticketOf(request)));
    void this.host.onConnect(stream, { request });
    return readable(request, stream.response);
  }

  #beat(): void {
    for (const stream of this.#open.values()) stream.beat();
    this.#beating = this.#open.size > 0 ? setTimeout(() => this.#beat(), BEAT_MS) : undefined;
  }

  /** Whoever knows its id holds the stream: it was told to nobody else. Who has nothing to say hangs up. */
  async #hear(request: Party.Request): Promise<Response> {
    try {
      const said = await textIn(request, SAID_BYTES_MAX);
      const [id = "", ...frames] = said.split("\n");
      const stream = this.#open.get(id);
      // Who hangs up may have been seen to go already.
      if (frames.length === 0) stream?.close();
      else if (!stream) throw new Refusal("not-found");
      else for (const frame of frames) void this.host.onMessage(frame, stream);
      return readable(request, new Response(null, { status: 204 }));
    } catch (error) {
      const code = codeOf(error);
      logRefusal({ code, where: "stream", who: request.headers.get("origin") ?? "a program" });
      return readable(request, refusalResponse(code));
    }
  }
}

/** For a page on another origin, which the doorkeeper let in. */
function readable(request: Party.Request, response: Response): Response {
  const origin = request.headers.get("origin");
  if (origin !== null) response.headers.set("access-control-allow-origin", origin);
  response.headers.set("vary", "origin");
  return response;
}
