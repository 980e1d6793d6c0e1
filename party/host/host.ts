import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { log } from "../../lib/server/log";
import { Objects, type PartyClass, type Place, type Wire } from "./objects";
import { textFrame } from "./text-frame";

/** As of PartyKit's own; longer frames are refused by the rooms, which say so. */
const FRAME_BYTES_MAX = 1024 * 1024;
const HEADERS_WITHIN_MS = 15_000;
/** What no room reads is not waited for; what one reads has a time of its own. */
const REQUEST_WITHIN_MS = 30_000;
/** Looked at so often; Node's is half a minute. */
const CHECKED_EVERY_MS = 5_000;
const INTERNAL_ERROR = 1011;
const PATH = /^\/(?:parties\/([\w-]+)|(party))\/([^/?#]+)/;

export interface HostOptions {
  parties: Record<string, PartyClass>;
  /** What the rooms read their settings from. */
  env: Record<string, unknown>;
  hostname: string;
  /** 0 for any that is free. */
  port: number;
}

/** Has the parties of PartyKit in this process, by its addresses: `/parties/NAME/ID`, and `/party/ID` of the main one. */
export async function hostParties({ parties, env, hostname, port }: HostOptions) {
  const objects = new Objects(parties, env);
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: FRAME_BYTES_MAX,
    // What is no UTF-8 is mended where it becomes a string, as on PartyKit.
    skipUTF8Validation: true,
  });
  const server = http.createServer({
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: CHECKED_EVERY_MS,
  });
  const placeOf = (url = ""): Place | undefined => {
    const [, named, main, id] = PATH.exec(url) ?? [];
    const party = main ? "main" : named;
    return party !== undefined && id !== undefined && Object.hasOwn(parties, party)
      ? { party, id }
      : undefined;
  };

  async function answer(asked: http.IncomingMessage, reply: http.ServerResponse): Promise<void> {
    const request = requestOf(asked);
    const place = placeOf(asked.url);
    const Party = parties[place?.party ?? "main"];
    if (!place || !Party) {
      const response = await Party?.onFetch?.(request);
      return send(response ?? new Response(null, { status: 404 }), reply);
    }
    const admitted = await Party.onBeforeRequest(request, { id: place.id, env });
    if (admitted instanceof Response) return send(admitted, reply);
    const { response, answered } = await objects.at(place).answer(admitted);
    await send(response, reply).finally(answered);
  }

  async function letIn(asked: http.IncomingMessage, line: Duplex, head: Buffer): Promise<void> {
    const place = placeOf(asked.url);
    const Party = place && parties[place.party];
    if (!place || !Party) return refuse(line, new Response(null, { status: 404 }));
    const admitted = await Party.onBeforeConnect(requestOf(asked), { id: place.id, env });
    if (admitted instanceof Response) return refuse(line, admitted);
    sockets.handleUpgrade(asked, line, head, (socket) => {
      socket.on("error", () => socket.terminate());
      // What it says before it is let in is heard after that.
      socket.pause();
      objects
        .at(place)
        .enter(wireOver(socket, line), admitted)
        .then(
          ({ hear, leave }) => {
            socket.on("message", (data: Buffer, isBinary) =>
              hear(isBinary ? new Uint8Array(data).buffer : data.toString()),
            );
            if (socket.readyState === socket.CLOSED) leave();
            else socket.on("close", leave);
          },
          (error: unknown) => {
            log.error("a socket was not let in", { ...place, error });
            socket.close(INTERNAL_ERROR);
          },
        )
        .finally(() => socket.resume());
    });
  }

  server.on("request", (asked, reply) => {
    answer(asked, reply).catch((error: unknown) => {
      log.error("a request to the rooms failed", { error });
      if (!reply.headersSent) reply.writeHead(500);
      reply.end();
    });
  });
  server.on("upgrade", (asked, line, head) => {
    line.on("error", () => line.destroy());
    letIn(asked, line, head).catch((error: unknown) => {
      log.error("a socket to the rooms failed", { error });
      line.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, hostname, resolve);
  });
  return {
    port: portOf(server.address()),
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      objects.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Nothing is compressed or masked on the way out, so a frame is the same for everybody who is told of something. */
function wireOver(socket: WebSocket, line: Duplex): Wire {
  return {
    get readyState() {
      return socket.readyState;
    },
    send(frame) {
      if (socket.readyState === socket.OPEN) line.write(textFrame(frame));
    },
    close: (code, reason) => socket.close(code, reason),
  };
}

function requestOf(asked: http.IncomingMessage): Request {
  const { method = "GET", url = "/", rawHeaders } = asked;
  const headers = new Headers();
  for (let n = 0; n < rawHeaders.length; n += 2) headers.append(rawHeaders[n] ?? "", rawHeaders[n + 1] ?? "");
  const hasBody = method !== "GET" && method !== "HEAD";
  // By whatever name we are called: nothing depends on it.
  return new Request(`http://rooms${url.startsWith("/") ? url : "/"}`, {
    method,
    headers,
    ...(hasBody && { body: Object(Readable.toWeb(asked)), duplex: "half" }),
  });
}

async function send(response: Response, reply: http.ServerResponse): Promise<void> {
  reply.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    reply.end();
    return;
  }
  reply.flushHeaders();
  // Whoever hangs up in the middle has their stream cancelled.
  await pipeline(Readable.fromWeb(Object(response.body)), reply).catch(() => {});
}

async function refuse(line: Duplex, response: Response): Promise<void> {
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "text/plain";
  line.end(
    `HTTP/1.1 ${response.status} ${http.STATUS_CODES[response.status]}\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

function portOf(address: AddressInfo | string | null): number {
  return address !== null && typeof address === "object" ? address.port : 0;
}
