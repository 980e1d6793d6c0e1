import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector, request } from "undici";
import { assert } from "../assert";

export const OUTSIDE_URL_LENGTH_MAX = 2_048;
export const REDIRECTS_MAX = 3;
/** Of what a server says to something it was sent, no more is read. */
export const ANSWER_BYTES_MAX = 1_024;
/** From the first look at the address to the last byte, redirects included. */
export const FETCHED_WITHIN_MS = 8_000;
/** What one process asks at once; slow pages must not take all its sockets. */
export const FETCHES_AT_ONCE_MAX = 16;
const HEAD_BYTES_MAX = 16 * 1024;
const WEB_PORTS = new Set([80, 443]);
const GIVEN_OUT = ipaddr.IPv6.parseCIDR("2000::/3");
const AGENT = "Mozilla/5.0 (compatible; ServiHubChat/1.0; link preview)";
const SENDER = "ServiHubChat/1.0";

type Because = "address" | "forbidden" | "redirects" | "type" | "bytes" | "time" | "answer" | "busy";

/** Why there is nothing to show of an address that somebody wrote; expected, and nobody's fault here. */
export class NotFetched extends Error {
  override readonly name = "NotFetched";

  constructor(
    readonly because: Because,
    options?: { cause?: unknown },
  ) {
    super(`not fetched: ${because}`, options);
  }
}

interface Asked {
  url: string;
  /** The media types that are of use; another is not read. */
  mediaTypes: readonly string[];
  bytesMax: number;
  /** Whether the first `bytesMax` of a longer one are of use. */
  isPartOfUse: boolean;
}

export interface Fetched {
  /** Where it was in the end. */
  url: string;
  mediaType: string;
  charset: string | undefined;
  bytes: Buffer;
}

export interface Sent {
  /** By `https:`, unless an `Outside` is told otherwise. */
  url: string;
  headers: Record<string, string>;
  body: string | Buffer;
  withinMs?: number;
}

/** Where a socket would lead. */
export interface Place {
  address: string;
  port: number;
}

interface Ways {
  addressesOf: (hostname: string) => Promise<string[]>;
  mayDial: (place: Place) => boolean;
  /** What may be sent something: a page can be looked at without, but what is sent is for nobody on the way. */
  maySendBy: readonly string[];
}

/**
 * The only road by which this server asks what somebody else named, so that nobody has it look around inside its own
 * network. A name is looked up once, all its addresses are judged, and the one that was judged is dialled: what the name
 * says a moment later makes no difference. Each redirect goes through the same.
 */
export class Outside {
  readonly #ways: Ways;
  #asking = 0;

  constructor({ addressesOf = resolved, mayDial = isPublicWeb, maySendBy = ["https:"] }: Partial<Ways> = {}) {
    this.#ways = { addressesOf, mayDial, maySendBy };
  }

  /** Throws `NotFetched` for whatever does not come. */
  fetch(asked: Asked): Promise<Fetched> {
    return this.#ask(FETCHED_WITHIN_MS, (agent, signal) => follow(asked, agent, signal));
  }

  /**
   * Sends something, and follows no redirect. Answers what was said to it, whatever the status: the first ANSWER_BYTES_MAX.
   * Throws `NotFetched` where nothing was said.
   */
  post({
    url,
    headers,
    body,
    withinMs = FETCHED_WITHIN_MS,
  }: Sent): Promise<{ status: number; retryAfter: string | undefined; head: string }> {
    return this.#ask(withinMs, async (agent, signal) => {
      const to = webAddress(url);
      if (!this.#ways.maySendBy.includes(to.protocol)) throw new NotFetched("address");
      const sent = { "user-agent": SENDER, ...headers };
      const answer = await request(to, { method: "POST", headers: sent, body, dispatcher: agent, signal });
      answer.body.on("error", () => {});
      const head = await bytesOf(answer.body, { bytesMax: ANSWER_BYTES_MAX, isPartOfUse: true });
      const retryAfter = answer.headers["retry-after"];
      return {
        status: answer.statusCode,
        retryAfter: typeof retryAfter === "string" ? retryAfter : undefined,
        head: head.toString(),
      };
    });
  }

  async #ask<Answer>(
    withinMs: number,
    ask: (agent: Agent, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    if (this.#asking >= FETCHES_AT_ONCE_MAX) throw new NotFetched("busy");
    this.#asking += 1;
    const agent = new Agent({ connect: dialling(this.#ways), maxHeaderSize: HEAD_BYTES_MAX });
    const signal = AbortSignal.timeout(withinMs);
    try {
      return await ask(agent, signal);
    } catch (cause) {
      throw notFetched(cause, signal);
    } finally {
      this.#asking -= 1;
      void agent.destroy();
    }
  }
}

async function follow(asked: Asked, agent: Agent, signal: AbortSignal): Promise<Fetched> {
  let url = webAddress(asked.url);
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { accept: asked.mediaTypes.join(", "), "accept-encoding": "identity", "user-agent": AGENT },
    });
    // A body that is not read to its end breaks off with its socket, and would take the process with it.
    body.on("error", () => {});
    const location = headers.location;
    if (statusCode >= 300 && statusCode < 400 && typeof location === "string") {
      url = webAddress(location, url);
    } else {
      // What was not asked for is not read, and may be a bomb once it is unpacked.
      if (statusCode !== 200 || isPacked(headers["content-encoding"])) throw new NotFetched("answer");
      const type = typeOf(headers["content-type"]);
      if (!asked.mediaTypes.includes(type.mediaType)) throw new NotFetched("type");
      return { url: url.href, ...type, bytes: await bytesOf(body, asked) };
    }
  }
  throw new NotFetched("redirects");
}

/** An address of the web, written whole or as seen from another; its parser knows every way to write a number. */
function webAddress(written: string, from?: URL): URL {
  if (written.length > OUTSIDE_URL_LENGTH_MAX || !URL.canParse(written, from))
    throw new NotFetched("address");
  const url = new URL(written, from);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  if (!isWeb || url.username !== "" || url.password !== "") throw new NotFetched("address");
  return url;
}

/** Dials the address that was judged, under the name that was asked for. */
function dialling({ addressesOf, mayDial }: Ways): buildConnector.connector {
  const dial = buildConnector({ timeout: FETCHED_WITHIN_MS });
  return (options, callback) => {
    const hostname = options.hostname.replace(/^\[|\]$/g, "");
    const port = Number(options.port) || (options.protocol === "https:" ? 443 : 80);
    addressToDial(hostname, port).then(
      (address) => dial({ ...options, hostname: address }, callback),
      (error: Error) => callback(error, null),
    );
  };

  async function addressToDial(hostname: string, port: number): Promise<string> {
    const addresses = isIP(hostname) ? [hostname] : await addressesOf(hostname);
    if (!addresses.every((address) => mayDial({ address, port }))) throw new NotFetched("forbidden");
    const address = addresses.find((each) => isIP(each) === 4) ?? addresses[0];
    if (address === undefined) throw new NotFetched("answer");
    return address;
  }
}

async function resolved(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}

/** This machine itself: for programs of whoever runs the site, where that is allowed. */
export function isLoopback({ address }: Place): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
}

/** A door of the web, at an address that anybody in the world means the same machine by. */
export function isPublicWeb({ address, port }: Place): boolean {
  if (!WEB_PORTS.has(port) || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  // Of the newer addresses few are given out; what is left may stand for an older one (`::127.0.0.1`).
  const isGivenOut = parsed instanceof ipaddr.IPv4 || parsed.match(GIVEN_OUT);
  return isGivenOut && parsed.range() === "unicast";
}

function isPacked(encoding: string | string[] | undefined): boolean {
  return encoding !== undefined && encoding !== "identity";
}

function typeOf(header: string | string[] | undefined) {
  const [mediaType = "", ...parameters] = String(header ?? "").split(";");
  const charset = parameters.map((each) => /^\s*charset\s*=\s*"?([\w.:-]+)/i.exec(each)?.[1]).find(Boolean);
  return { mediaType: mediaType.trim().toLowerCase(), charset };
}

async function bytesOf(
  body: AsyncIterable<unknown>,
  { bytesMax, isPartOfUse }: Pick<Asked, "bytesMax" | "isPartOfUse">,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body) {
    assert(Buffer.isBuffer(piece), "a body comes as bytes");
    pieces.push(piece);
    length += piece.length;
    if (length <= bytesMax) continue;
    if (!isPartOfUse) throw new NotFetched("bytes");
    break;
  }
  return Buffer.concat(pieces).subarray(0, bytesMax);
}

function notFetched(cause: unknown, signal: AbortSignal): NotFetched {
  if (cause instanceof NotFetched) return cause;
  return new NotFetched(signal.aborted ? "time" : "answer", { cause });
}
