import type * as Party from "partykit/server";
import { broadcastOfRelay, type ChannelEvent, channelFeed } from "../lib/protocol/channel";
import { parseCommand } from "../lib/protocol/command";
import { hostOf } from "../lib/protocol/ticket";
import { Refusal } from "../lib/refusal";
import { Admissions, tagsOf } from "./admissions";
import { SILENT_MAX_MS } from "./audience";
import { answerClose, deliver, isOpen } from "./deliver";
import { admit, refusalResponse, ticketOf } from "./doorkeeper";
import { turnAway } from "./failure";
import { FrameLimits } from "./frame-limit";
import { Lines } from "./lines";
import { Readers } from "./readers";
import { settingsOf } from "./settings";
import type { RoomServer, RoomSocket } from "./socket";
import { Streams } from "./stream";
import { TagIndex } from "./tag-index";

const SWEPT_EVERY_MS = 10_000;
const TRY_AGAIN_LATER = 1013;

const frames = {
  welcome: frameOf({ type: "welcome" }),
  reset: frameOf({ type: "reset" }),
  full: frameOf({ type: "full" }),
  pong: frameOf({ type: "pong" }),
};

type Reading = { userId: string };
type Reader = RoomSocket<Reading>;

/**
 * Some of those who read what a business tells everybody. It tells them what the rooms tell it, and nothing of each
 * other: nothing that a reader sends goes to anybody. Past ROOM_READERS_MAX they come to the next relay.
 */
export default class ChannelRoom implements RoomServer<Reading> {
  static onBeforeConnect(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "channel");
  }

  static onBeforeRequest(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "channel");
  }

  readonly options: Party.ServerOptions;
  readonly #tagged = new TagIndex<Reader>();
  /** Each with when it last gave a sign. */
  readonly #sockets = new Map<Reader, number>();
  #sweptAtMs = 0;
  readonly #readers = new Readers();
  readonly #streams = new Streams<Reading>(this);
  readonly #admissions: Admissions<Reader>;
  readonly #limits: FrameLimits;
  readonly #lines: Lines;

  constructor(readonly room: Party.Room) {
    const { ROOM_FRAMES_PER_SECOND, ROOM_SHARDS, ROOMS_HIBERNATE } = settingsOf(room);
    const hibernate = ROOMS_HIBERNATE === "1";
    this.options = { hibernate };
    const sockets = hibernate
      ? { getConnections: (tag: string) => room.getConnections<Reading>(tag) }
      : this.#tagged;
    this.#admissions = new Admissions({
      getConnections: (tag) => [...sockets.getConnections(tag), ...this.#streams.getConnections(tag)],
    });
    this.#limits = new FrameLimits(ROOM_FRAMES_PER_SECOND);
    const broadcastId = broadcastOfRelay(room.id);
    this.#lines = new Lines(room, {
      shards: () => [hostOf({ party: "main", room: broadcastId }, ROOM_SHARDS)],
      feed: channelFeed(broadcastId),
      isWanted: () => this.#sockets.size > 0,
      hear: (frame) => this.#tell(frame),
      onMissed: () => this.#tell(frames.reset),
    });
  }

  getConnectionTags(connection: Reader, { request }: Party.ConnectionContext): string[] {
    const tags = tagsOf(ticketOf(request));
    this.#tagged.add(connection, tags);
    return tags;
  }

  /** After a sleep everyone is still here. */
  onStart(): void {
    for (const connection of this.room.getConnections<Reading>()) this.#sockets.set(connection, Date.now());
    if (this.#sockets.size === 0) return;
    this.#lines.miss();
    void this.#lines.follow();
  }

  async onConnect(connection: Reader, { request }: Pick<Party.ConnectionContext, "request">): Promise<void> {
    const ticket = ticketOf(request);
    const { userId } = ticket;
    connection.setState({ userId });
    try {
      this.#admissions.admit(ticket);
    } catch (error) {
      this.#turnAway(connection, error);
      return;
    }
    this.#sweep(Date.now());
    if (this.#sockets.size >= settingsOf(this.room).ROOM_READERS_MAX) {
      deliver(connection, frames.full);
      connection.close(TRY_AGAIN_LATER, "full");
      return;
    }
    this.#sockets.set(connection, Date.now());
    if (await this.#lines.follow()) deliver(connection, frames.welcome);
    else connection.close(TRY_AGAIN_LATER, "not ready");
  }

  async onMessage(frame: string | ArrayBuffer, connection: Reader): Promise<void> {
    const nowMs = Date.now();
    this.#admissions.sweep(nowMs);
    try {
      if (this.#limits.take(connection.state?.userId ?? "", nowMs) !== "ok") throw new Refusal("too-many");
      const command = parseCommand(frame);
      if (this.#sockets.has(connection)) this.#sockets.set(connection, nowMs);
      if (command.type === "pong") this.#readers.confirm(connection, command.nonce);
      else if (command.type !== "ping") throw new Refusal("bad-command");
      else if (await this.#lines.follow()) deliver(connection, frames.pong);
    } catch (error) {
      this.#turnAway(connection, error);
    }
  }

  /** What everybody may read nobody is shown out of. */
  async onRequest(request: Party.Request): Promise<Response> {
    return (await this.#streams.answer(request)) ?? refusalResponse("not-found");
  }

  onClose(connection: Reader): void {
    this.#tagged.remove(connection);
    answerClose(connection);
    this.#forget(connection);
  }

  onError(connection: Reader): void {
    this.onClose(connection);
  }

  #forget(connection: Reader): void {
    this.#sockets.delete(connection);
    if (this.#sockets.size === 0) this.#lines.hangUp();
  }

  /** Of a line that is dead nobody tells us, and it would take a place for ever. */
  #sweep(nowMs: number): void {
    if (nowMs - this.#sweptAtMs < SWEPT_EVERY_MS) return;
    this.#sweptAtMs = nowMs;
    for (const [connection, atMs] of this.#sockets) {
      if (isOpen(connection) && nowMs - atMs <= SILENT_MAX_MS) continue;
      connection.close(TRY_AGAIN_LATER, "silent");
      this.#forget(connection);
    }
  }

  #turnAway(connection: Reader, error: unknown): void {
    turnAway(connection, error, { where: `channel/${this.room.id}`, who: connection.state?.userId });
  }

  #tell(frame: string): void {
    for (const connection of this.#sockets.keys()) this.#readers.tell(connection, frame);
  }
}

function frameOf(event: ChannelEvent): string {
  return JSON.stringify(event);
}
