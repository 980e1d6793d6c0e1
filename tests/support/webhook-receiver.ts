import http from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export interface Hit {
  id: string;
  headers: Record<string, string>;
  body: string;
}

/** A real server on this machine that keeps what it is sent; how it answers can be chosen. */
export async function openReceiver() {
  const hits: Hit[] = [];
  let answer: http.RequestListener = ok;
  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => {
      body += piece;
    });
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      hits.push({ id: headers["webhook-id"] ?? "", headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    hits,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    /** What was told, in the order in which it came. */
    events: () => hits.map(({ body }) => JSON.parse(body)),
    answerBy: (listener: http.RequestListener = ok) => {
      answer = listener;
    },
    answer: (status: number, headers: http.OutgoingHttpHeaders = {}) => {
      answer = (_, response) => response.writeHead(status, headers).end("no");
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const ok: http.RequestListener = (_, response) => response.writeHead(204).end();

/** What a receiver takes it for, by the library that receivers use; throws where the signature is not right. */
export function verified({ headers, body }: Hit, secret: string): unknown {
  return new Webhook(secret).verify(body, headers);
}
