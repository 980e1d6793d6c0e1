import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ConversationClient } from "@/lib/client/conversation-client";
import { BoxOfTest, MISSED_MAX, PAGE_SIZE, ScriptedRoom } from "../support/scripted-room";
import { maya, said, sam } from "../support/wire";

/** Long enough for a line to be dialled again, and for a text to be sent again. */
const SETTLED_AFTER_MS = 8_000;
const RUNS = Number(process.env.MODEL_RUNS ?? 200);
const SEED = Number(process.env.MODEL_SEED ?? 1);

/** The client as a few lists: what it should show, whatever happens. */
interface Model {
  /** Bodies, in the order of storing. */
  stored: string[];
  isOnline: boolean;
  /** The first place shown and the version known. */
  first: number;
  at: number;
  /** What was written and not acknowledged. */
  waiting: { body: string; isRefused: boolean }[];
  written: number;
}

interface Real {
  room: ScriptedRoom;
  box: BoxOfTest;
  client: ConversationClient;
  stop: () => void;
}

const next = ({ isOnline, waiting }: Model) =>
  isOnline ? waiting.find((text) => !text.isRefused) : undefined;

/** What the client does when it hears of everything up to now, one by one or by a fresh page. */
function catchUp(model: Model, { byPage = model.stored.length - model.at > MISSED_MAX } = {}): void {
  const { stored } = model;
  if (byPage) model.first = Math.max(1, stored.length - PAGE_SIZE + 1);
  const heard = stored.slice(byPage ? model.first - 1 : model.at);
  model.waiting = model.waiting.filter(({ body }) => !heard.includes(body));
  model.at = stored.length;
}

function writeAsSam({ stored }: Model, room: ScriptedRoom, times: number): void {
  for (let n = 0; n < times; n += 1) stored.push(room.add(said(sam, room.history.length + 1)).body);
}

/** A step of the model and the same in reality; afterwards the two must agree. */
class Deed implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly name: string,
    readonly can: (model: Model) => boolean,
    readonly happen: (model: Model, real: Real) => void | Promise<void>,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.can(model);
  }

  async run(model: Model, real: Real): Promise<void> {
    await this.happen(model, real);
    await vi.advanceTimersByTimeAsync(SETTLED_AFTER_MS);
    agree(model, real);
  }

  toString(): string {
    return this.name;
  }
}

function agree({ stored, first, at, waiting, isOnline }: Model, { client, box }: Real): void {
  const { messages, unsent, rev, hasOlder, connection } = client.getSnapshot();
  expect({
    shown: messages.map(({ seq, body }) => `${seq} ${body}`),
    unsent: unsent.map(({ body, refused }) => ({ body, isRefused: refused !== undefined })),
    kept: [...box.texts.values()].map(({ body, refused }) => ({ body, isRefused: refused !== undefined })),
    isOnline: connection === "online",
    rev,
    hasOlder,
  }).toEqual({
    shown: stored.slice(first - 1, at).map((body, n) => `${first + n} ${body}`),
    unsent: waiting,
    kept: waiting,
    isOnline,
    rev: at,
    hasOlder: first > 1,
  });
}

async function open(room: ScriptedRoom, box: BoxOfTest): Promise<Pick<Real, "client" | "stop">> {
  const client = new ConversationClient({
    self: maya,
    head: await room.head(),
    outbox: box,
    address: async () => new URL("ws://rooms.test/"),
    loadHead: room.head,
    WebSocket: room.WebSocket,
  });
  return { client, stop: client.start() };
}

const always = () => true;
const isOnline = (model: Model) => model.isOnline;
const isAway = (model: Model) => !model.isOnline;
const isAsked = (model: Model) => next(model) !== undefined;
const hasRefused = ({ waiting }: Model) => waiting.some(({ isRefused }) => isRefused);
const firstRefused = ({ client }: Real) =>
  client.getSnapshot().unsent.find(({ refused }) => refused)?.id ?? "";

const deeds = [
  new Deed("write", always, (model, { client }) => {
    model.written += 1;
    model.waiting.push({ body: `text ${model.written}`, isRefused: false });
    client.send(`text ${model.written}`);
  }),
  new Deed("the room stores it and says so", isAsked, (model, { room }) => {
    const text = next(model);
    if (!text) return;
    const message = room.store();
    room.tell({ type: "message:new", rev: message.rev, message });
    if (!model.stored.includes(text.body)) model.stored.push(text.body);
    model.waiting = model.waiting.filter((each) => each !== text);
    model.at = model.stored.length;
  }),
  new Deed("the room stores it, and the line is cut before it says so", isAsked, (model, { room }) => {
    const text = next(model);
    room.store();
    if (text && !model.stored.includes(text.body)) model.stored.push(text.body);
    room.cut();
    catchUp(model);
  }),
  new Deed("the room refuses it for good", isAsked, (model, { room }) => {
    const text = next(model);
    if (text && model.stored.includes(text.body)) return;
    if (text) text.isRefused = true;
    room.tell({ type: "refused", id: room.asked?.id, code: "too-long", message: "No.", retryable: false });
  }),
  new Deed("the room is busy", isAsked, (_, { room }) => {
    room.tell({ type: "refused", id: room.asked?.id, code: "busy", message: "Later.", retryable: true });
  }),
  ...[0, 1, MISSED_MAX + 1].map(
    (unheard) =>
      new Deed(`Sam writes, after ${unheard} that nobody heard of`, isOnline, (model, { room }) => {
        writeAsSam(model, room, unheard + 1);
        const newest = room.history.at(-1);
        if (newest) room.tell({ type: "message:new", rev: newest.rev, message: newest });
        catchUp(model);
      }),
  ),
  ...[1, MISSED_MAX + 1].map(
    (times) =>
      new Deed(`Sam writes ${times} to a client out of reach`, isAway, (model, { room }) =>
        writeAsSam(model, room, times),
      ),
  ),
  new Deed("the newest is told again", isOnline, (model, { room }) => {
    const message = room.history.at(-1);
    if (!message) return;
    room.tell({ type: "message:new", rev: message.rev, message });
    model.waiting = model.waiting.filter(({ body }) => body !== message.body);
  }),
  new Deed("the line is cut", isOnline, (model, { room }) => {
    room.cut();
    catchUp(model);
  }),
  new Deed("the room is out of reach", isOnline, (model, { room }) => {
    room.isReachable = false;
    room.cut();
    model.isOnline = false;
  }),
  new Deed("the room is back", isAway, (model, { room }) => {
    room.isReachable = true;
    model.isOnline = true;
    catchUp(model);
  }),
  new Deed("try again", hasRefused, (model, real) => {
    const text = model.waiting.find(({ isRefused }) => isRefused);
    if (text) text.isRefused = false;
    real.client.retry(firstRefused(real));
  }),
  new Deed("discard", hasRefused, (model, real) => {
    const text = model.waiting.find(({ isRefused }) => isRefused);
    model.waiting = model.waiting.filter((each) => each !== text);
    real.client.discard(firstRefused(real));
  }),
  new Deed("the tab is opened anew", always, async (model, real) => {
    real.stop();
    Object.assign(real, await open(real.room, real.box));
    catchUp(model, { byPage: true });
  }),
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

afterEach(() => vi.useRealTimers());

it("[G2] [G4] the client is what a small model of it says, whatever happens", {
  timeout: 120_000,
}, async () => {
  const commands = fc.commands(
    deeds.map((deed) => fc.constant(deed)),
    { maxCommands: 40, size: "max" },
  );
  await fc.assert(
    fc.asyncProperty(commands, async (steps) => {
      const room = new ScriptedRoom(maya);
      const box = new BoxOfTest();
      const real: Real = { room, box, ...(await open(room, box)) };
      const model: Model = { stored: [], isOnline: true, first: 1, at: 0, waiting: [], written: 0 };
      try {
        await vi.advanceTimersByTimeAsync(SETTLED_AFTER_MS);
        await fc.asyncModelRun(() => ({ model, real }), steps);
      } finally {
        real.stop();
        vi.clearAllTimers();
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
