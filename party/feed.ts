import type * as Party from "partykit/server";
import { parseCommand } from "../lib/protocol/command";
import type { Around } from "../lib/protocol/event";
import type { FeedEvent } from "../lib/protocol/feed";
import { Refusal } from "../lib/refusal";
import { Admissions, tagsOf } from "./admissions";
import { AROUND_MAX, WHO_IS_THERE } from "./around";
import { Attendance, type Attending, attending, boardIn, peopleOf, type Reader } from "./attendance";
import { newsIn } from "./command-in";
import { deliver, isOpen } from "./deliver";
import { admit, expulsionOf, hidingOf, refusalResponse, ticketOf } from "./doorkeeper";
import { turnAway } from "./failure";
import { FrameLimits } from "./frame-limit";
import { Lately } from "./lately";
import type { Line } from "./line";
import { Lines } from "./lines";
import { Readers } from "./readers";
import { settingsOf } from "./settings";
import type { RoomServer } from "./socket";
import { Streams } from "./stream";

/** One person's open feeds, or one business's: tabs and devices of all its members. */
const SOCKETS_MAX = 500;
/** How often all are asked whether they live. Who does not answer until they are asked again is gone. */
export const BEAT_MS = 10_000;
const TRY_AGAIN_LATER = 1013;

const frames = {
  welcome: frameOf({ type: "welcome" }),
  reset: frameOf({ type: "reset" }),
  pong: frameOf({ type: "pong" }),
  beat: frameOf({ type: "ping", nonce: 0 }),
};

/** What changes in a list, told to those who look at it: the inbox of a business or one person's conversations. */
export default class FeedRoom implements RoomServer<Attending> {
  static onBeforeConnect(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "feed");
  }

  static onBeforeRequest(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "feed");
  }

  readonly options: Party.ServerOptions = { hibernate: true };
  /** To all shards of the rooms; there while somebody listens. */
  readonly #lines: Lines;
  readonly #readers = new Readers();
  readonly #lately = new Lately();
  readonly #streams = new Streams<Attending>(this);
  readonly #admissions: Admissions<Reader>;
  readonly #attendance: Attendance;
  #beating: ReturnType<typeof setTimeout> | undefined;
  /** What the rooms were told last of who is there. */
  #told = "";
  readonly #limits: FrameLimits;

  constructor(readonly room: Party.Room) {
    this.#attendance = new Attendance(
      room.id,
      boardIn(() => settingsOf(room)),
    );
    this.#admissions = new Admissions({
      getConnections: (tag) => [...room.getConnections<Attending>(tag), ...this.#streams.getConnections(tag)],
    });
    this.#limits = new FrameLimits(settingsOf(room).ROOM_FRAMES_PER_SECOND);
    this.#lines = new Lines(room, {
      shards: () => Array.from({ length: settingsOf(room).ROOM_SHARDS }, (_, shard) => String(shard)),
      feed: room.id,
      isWanted: () => this.#readersOf().length > 0,
      hear: (frame, line) => this.#hearRooms(frame, line),
      onDialled: (lines) => {
        this.#changed();
        for (const line of lines) deliver(line, this.#told);
      },
      onMissed: () => this.#tell(frames.reset),
    });
  }

  getConnectionTags(_connection: Party.Connection, { request }: Party.ConnectionContext): string[] {
    return tagsOf(ticketOf(request));
  }

  onStart(): void {
    if (this.#readersOf().length === 0) return;
    this.#lines.miss();
    this.#beating = setTimeout(() => this.#beat(), BEAT_MS);
  }

  async onConnect(connection: Reader, { request }: Pick<Party.ConnectionContext, "request">): Promise<void> {
    const ticket = ticketOf(request);
    connection.setState(attending(ticket));
    try {
      this.#admissions.admit(ticket);
    } catch (error) {
      this.#turnAway(connection, error);
      return;
    }
    this.#attendance.sign(connection, Date.now());
    this.#attendance.mark([connection], Date.now());
    this.#changed();
    this.#beating ??= setTimeout(() => this.#beat(), BEAT_MS);
    const isFull = this.#readersOf().length > SOCKETS_MAX;
    if (!isFull && (await this.#lines.follow())) this.#welcome(connection);
    else connection.close(TRY_AGAIN_LATER, isFull ? "too many sockets" : "not ready");
  }

  /** A client asks whether the feed is alive, or says that it is or is away; asked, a feed also finds that it is deaf. */
  async onMessage(frame: string | ArrayBuffer, connection: Reader): Promise<void> {
    const nowMs = Date.now();
    this.#admissions.sweep(nowMs);
    try {
      if (this.#limits.take(connection.state?.person.userId ?? "", nowMs) !== "ok")
        throw new Refusal("too-many");
      const command = parseCommand(frame);
      this.#attendance.sign(connection, nowMs);
      if (command.type === "pong") this.#readers.confirm(connection, command.nonce);
      else if (command.type === "status") this.#setStatus(connection, command.status);
      else if (command.type !== "ping") throw new Refusal("bad-command");
      else if (await this.#lines.follow()) deliver(connection, frames.pong);
    } catch (error) {
      this.#turnAway(connection, error);
    }
  }

  /** A stream; or the site's word: that somebody goes, or does not want to be seen, or what it alone knows of. */
  async onRequest(request: Party.Request): Promise<Response> {
    const ofStream = await this.#streams.answer(request);
    if (ofStream) return ofStream;
    if (request.method === "DELETE") return this.#admissions.expel(expulsionOf(request));
    if (request.method === "PUT") return this.#hide(request);
    if (request.method !== "POST" || ticketOf(request).session !== undefined)
      return refusalResponse("not-found");
    const news = await newsIn(request);
    if (!news) return refusalResponse("bad-command");
    this.#tell(JSON.stringify(news), "userId" in news ? news.userId : undefined);
    return new Response(null, { status: 204 });
  }

  onClose(connection: Reader): Promise<void> {
    connection.close(1000);
    return this.#left(connection);
  }

  onError(connection: Reader): Promise<void> {
    return this.onClose(connection);
  }

  async #left(connection: Reader): Promise<void> {
    const others = this.#readersOf().filter(({ id }) => id !== connection.id);
    const { state } = connection;
    const isLast = state && !others.some((each) => each.state?.person.userId === state.person.userId);
    this.#changed({ others, leaver: isLast && !state.isHidden ? new Date() : null });
    if (others.length === 0) this.#lines.hangUp();
    if (isLast) await this.#attendance.leave(state, Date.now());
  }

  #setStatus(connection: Reader, status: "online" | "away"): void {
    const { state } = connection;
    if (state) connection.setState({ ...state, person: { ...state.person, status } });
    this.#attendance.mark(this.#readersOf(), Date.now());
    this.#changed();
  }

  #hide(request: Party.Request): Response {
    const { isHidden, ...place } = hidingOf(request);
    for (const reader of this.#admissions.socketsOf(place))
      if (reader.state) reader.setState({ ...reader.state, isHidden });
    this.#attendance.mark(this.#readersOf(), Date.now());
    this.#changed();
    return new Response(null, { status: 204 });
  }

  /** Asks everybody whether they live, and takes those who did not answer the last time for gone. */
  #beat(): void {
    this.#beating = undefined;
    const readers = this.#readersOf();
    if (readers.length === 0) return;
    this.#beating = setTimeout(() => this.#beat(), BEAT_MS);
    for (const silent of this.#attendance.beat(readers, Date.now())) {
      silent.close(TRY_AGAIN_LATER, "silent");
      void this.#left(silent);
    }
    for (const reader of readers) deliver(reader, frames.beat);
  }

  /** Tells the rooms who is there, where that is another than before. */
  #changed({
    others = this.#readersOf(),
    leaver = null,
  }: {
    others?: Reader[];
    leaver?: Date | null;
  } = {}): void {
    const news = this.#newsOf(others, leaver);
    if (news === this.#told) return;
    this.#told = news;
    for (const line of this.#lines.open) deliver(line, news);
  }

  #newsOf(readers: Reader[], leaver: Date | null): string {
    const people = peopleOf(readers)
      .toSorted((one, other) => Number(one.status === "away") - Number(other.status === "away"))
      .slice(0, AROUND_MAX);
    const lastSeenAt = people.length === 0 ? (leaver?.toISOString() ?? null) : null;
    return JSON.stringify({ type: "around", people, lastSeenAt } satisfies Around);
  }

  #readersOf(): Reader[] {
    return [...this.room.getConnections<Attending>(), ...this.#streams].filter(isOpen);
  }

  #turnAway(connection: Reader, error: unknown): void {
    turnAway(connection, error, { where: `feed/${this.room.id}`, who: connection.state?.person.userId });
  }

  #welcome(connection: Reader): void {
    deliver(connection, frames.welcome);
    for (const frame of this.#lately.frames(Date.now())) this.#readers.tell(connection, frame);
  }

  #hearRooms(frame: string, line: Line): void {
    if (frame === WHO_IS_THERE) {
      deliver(line, this.#told);
    } else {
      this.#lately.hear(frame, Date.now());
      this.#tell(frame);
    }
  }

  /** Everybody, or one person on all their devices. */
  #tell(frame: string, userId?: string): void {
    this.#admissions.sweep(Date.now());
    for (const connection of this.#readersOf())
      if (userId === undefined || connection.state?.person.userId === userId)
        this.#readers.tell(connection, frame);
  }
}

function frameOf(event: FeedEvent): string {
  return JSON.stringify(event);
}
