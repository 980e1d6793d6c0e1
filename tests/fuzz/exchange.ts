// What is imported for the first time while a run is played comes when it comes.
import "@/lib/client/lower-rungs";
import type { Ticket } from "@/lib/protocol/ticket";
import { addressOf } from "./house";
import { BROKEN, ClientEnd } from "./wire";

export const SITE = "http://site.test";

/**
 * `fetch` over wires of the test: each request is one, which is at the door when it arrives, and so is its answer. The first
 * frame of that is its status, and the rest what it says, in the pieces in which it was written.
 */
export function fetchOver(dial: (end: ClientEnd, asked: Request) => void): typeof fetch {
  return (address, { signal, ...asked } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = new ClientEnd(String(address));
      let answer: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
      const encoder = new TextEncoder();
      const finish = (error?: unknown) => {
        reject(error);
        if (error === undefined) answer?.close();
        else answer?.error(error);
        answer = undefined;
      };
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
        start: (controller) => {
          answer = controller;
        },
        cancel: () => {
          answer = undefined;
          end.close();
        },
      });
      let status: number | undefined;
      end.addEventListener("message", ({ data }) => {
        if (status !== undefined) return answer?.enqueue(encoder.encode(String(data)));
        status = Number(data);
        resolve(responseOf(status, body));
      });
      end.addEventListener("close", ({ code }) =>
        finish(code === BROKEN ? new TypeError("no line") : undefined),
      );
      signal?.addEventListener("abort", () => {
        end.close();
        finish(signal.reason);
      });
      dial(end, new Request(address, asked));
    });
}

/** As much of it as our client asks for: a real one reads its body in turns of the event loop that no test counts. */
function responseOf(status: number, body: ReadableStream<Uint8Array<ArrayBuffer>>): Response {
  const json = async () => {
    let text = "";
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
    return JSON.parse(text);
  };
  return Object({ ok: status >= 200 && status < 300, status, body, json });
}

/** What the site asks of a room for somebody who keeps no line to it, and asked what changed. */
export async function visitFor(asked: Request, ticket: Ticket): Promise<Request> {
  const { searchParams } = new URL(asked.url);
  const address = await addressOf(ticket);
  for (const name of ["after", "wait"])
    if (searchParams.has(name)) address.searchParams.set(name, searchParams.get(name) ?? "");
  address.searchParams.set("visit", "");
  const { commands = [] }: { commands?: unknown[] } = asked.method === "POST" ? await asked.json() : {};
  const frames = commands.map((command) => JSON.stringify(command));
  return new Request(address, { method: "POST", body: frames.join("\n") });
}
