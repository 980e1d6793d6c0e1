import { inject, onTestFinished } from "vitest";
import WebSocket from "ws";
import { openDb } from "@/db/client";
import { historyHead } from "@/db/messages";
import { ConversationClient } from "@/lib/client/conversation-client";
import type { Outbox } from "@/lib/client/outbox";
import type { Unsent } from "@/lib/conversation-state";
import { visitRoom } from "@/lib/server/rooms";
import type { Cast, Person } from "./cast";
import { roomAddress, ticketFor } from "./room-visitor";

/** Where a person's unsent texts lie on their device: it outlives its tabs. */
export class Device implements Outbox {
  readonly #texts = new Map<string, Unsent>();

  load = async () => [...this.#texts.values()];
  put = async (text: Unsent) => void this.#texts.set(text.id, text);
  remove = async (id: string) => void this.#texts.delete(id);
}

/** What a network lets through to the rooms; the site can be asked in any. */
export type Network = "sockets" | "streams" | "requests";
const SITE = "http://site.test";

/** The sockets and requests of the tabs of a test, so that the test can cut them. */
export class Line {
  readonly sockets = new Set<WebSocket>();
  #cut = new AbortController();
  isUp = true;

  constructor(public network: Network = "sockets") {}

  cut(): void {
    this.isUp = false;
    for (const socket of this.sockets) socket.terminate();
    this.sockets.clear();
    this.#cut.abort();
    this.#cut = new AbortController();
  }

  mend(): void {
    this.isUp = true;
  }

  /** The constructor that a client dials with. */
  get WebSocket() {
    const line = this;
    return class extends WebSocket {
      constructor(address: string | URL) {
        super(address);
        line.sockets.add(this);
        if (line.network !== "sockets") this.terminate();
      }
    };
  }

  /** What a client asks with; `answer` stands for the site. */
  fetchOf(answer: (asked: URL, init: RequestInit) => Promise<Response>): typeof fetch {
    return async (asked, init = {}) => {
      const address = new URL(String(asked));
      const isStream = new Headers(init.headers).get("accept") === "text/event-stream";
      if (!this.isUp || (isStream && this.network !== "streams")) throw new Error("nothing comes through");
      const signal = AbortSignal.any([this.#cut.signal, ...(init.signal ? [init.signal] : [])]);
      const late = new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(new Error("cut")));
      });
      const answered = address.origin === SITE ? answer(address, init) : fetch(address, { ...init, signal });
      return Promise.race([answered, late]);
    };
  }
}

export interface Tab {
  client: ConversationClient;
  device: Device;
  line: Line;
  close: () => void;
  /** The bodies on the screen: what is stored, then what waits. */
  shows: () => { stored: string[]; waiting: string[] };
}

export interface TabOptions {
  device?: Device;
  line?: Line;
  /** Where what is written is judged by what was seen. */
  readSeq?: number;
}

/** A tab with Maya's conversation open as somebody: the product's own client on the real rooms. */
export async function openTab(
  cast: Cast,
  person: Person,
  { device = new Device(), line = new Line(), readSeq }: TabOptions = {},
): Promise<Tab> {
  const { conversationId, businessId } = cast;
  const { POSTGRES_URL, POSTGRES_WS_PROXY, ROOMS_URL, TICKET_SECRET } = inject("env");
  const { db, pool } = openDb({ url: POSTGRES_URL, proxy: POSTGRES_WS_PROXY, max: 1 });
  const loadHead = async () => {
    const head = await historyHead(db, { conversationId, businessId, readerId: person.userId });
    if (!head) throw new Error("there is no such conversation");
    return head;
  };
  const client = new ConversationClient({
    self: person,
    readSeq,
    head: await loadHead(),
    outbox: device,
    address: async () => {
      if (!line.isUp) throw new Error("offline");
      return roomAddress(
        "main",
        conversationId,
        await ticketFor({ party: "main", room: conversationId, ...person }),
      );
    },
    loadHead,
    changes: `${SITE}/changes`,
    WebSocket: line.WebSocket,
    fetch: line.fetchOf(async (address, init) => {
      const ticket = { party: "main" as const, room: conversationId, ...person };
      const { searchParams } = address;
      return Response.json(
        await visitRoom({ url: ROOMS_URL, shards: 1, ticketSecret: TICKET_SECRET }, ticket, {
          after: Number(searchParams.get("after")),
          wait: Number(searchParams.get("wait")),
          frames: JSON.parse(String(init.body ?? '{"commands":[]}')).commands.map((each: unknown) =>
            JSON.stringify(each),
          ),
        }),
      );
    }),
  });
  const stop = client.start();
  let isOpen = true;
  const close = () => {
    if (isOpen) stop();
    isOpen = false;
  };
  onTestFinished(async () => {
    close();
    await pool.end();
  });
  const shows = () => {
    const { messages, unsent } = client.getSnapshot();
    return { stored: messages.map(({ body }) => body), waiting: unsent.map(({ body }) => body) };
  };
  return { client, device, line, close, shows };
}
