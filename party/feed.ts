import type * as Party from "partykit/server";
import { parseCommand } from "../lib/protocol/command";
import type { FeedEvent } from "../lib/protocol/feed";
import { Refusal } from "../lib/refusal";
import { logRefusal } from "../lib/server/refusal-log";
import { Admissions, tagsOf } from "./admissions";
import { Attendance, boardIn } from "./attendance";
import { newsIn } from "./command-in";
import { deliver } from "./deliver";
import { admit, expulsionOf, refusalResponse, ticketOf } from "./doorkeeper";
import { FrameLimits } from "./frame-limit";
import { dialRooms, hangUpOn, type Line } from "./line";
import { Readers } from "./readers";
import { settingsOf } from "./settings";

/** One person's open feeds, or one business's: tabs and devices of all its members. */
const SOCKETS_MAX = 500;
const REDIAL_DELAY_MS = 500;
const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;

const frames = {
  welcome: frameOf({ type: "welcome" }),
  reset: frameOf({ type: "reset" }),
  pong: frameOf({ type: "pong" }),
};

/** Whose socket it is. */
type Reader = Party.Connection<{ userId: string }>;

/** What changes in a list, told to those who look at it: the inbox of a business or one person's conversations. */
export default class FeedRoom implements Party.Server {
  static onBeforeConnect(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "feed");
  }

  static onBeforeRequest(request: Party.Request, lobby: Party.Lobby) {
    return admit(request, lobby, "feed");
  }

  readonly options: Party.ServerOptions = { hibernate: true };
  /** The open lines to all shards of the rooms; there while somebody listens. */
  #lines: Promise<Line[]> | undefined;
  #open: Line[] = [];
  /** A room that was away, or whose line broke, may have missed something. */
  #mayHaveMissed = false;
  readonly #readers = new Readers();
  readonly #admissions: Admissions;
  readonly #attendance: Attendance;
  readonly #limits: FrameLimits;

  constructor(readonly room: Party.Room) {
    this.#attendance = new Attendance(
      room.id,
      boardIn(() => settingsOf(room)),
    );
    this.#admissions = new Admissions(room);
    this.#limits = new FrameLimits(settingsOf(room).ROOM_FRAMES_PER_SECOND);
  }

  getConnectionTags(_connection: Party.Connection, { request }: Party.ConnectionContext): string[] {
    return tagsOf(ticketOf(request));
  }

  onStart(): void {
    this.#mayHaveMissed = [...this.room.getConnections()].length > 0;
  }

  async onConnect(connection: Reader, { request }: Party.ConnectionContext): Promise<void> {
    const ticket = ticketOf(request);
    connection.setState({ userId: ticket.userId });
    try {
      this.#admissions.admit(ticket);
    } catch (error) {
      this.#turnAway(connection, error);
      return;
    }
    void this.#attendance.sign(ticket.userId, Date.now());
    const isFull = [...this.room.getConnections()].length > SOCKETS_MAX;
    if (!isFull && (await this.#isFollowing())) deliver(connection, frames.welcome);
    else connection.close(TRY_AGAIN_LATER, isFull ? "too many sockets" : "not ready");
  }

  /** A client only asks whether the feed is alive, or says it is; asked, a feed also finds that it is deaf. */
  async onMessage(frame: string | ArrayBuffer, connection: Reader): Promise<void> {
    const nowMs = Date.now();
    this.#admissions.sweep(nowMs);
    try {
      if (this.#limits.take(connection.state?.userId ?? "", nowMs) !== "ok") throw new Refusal("too-many");
      const command = parseCommand(frame);
      if (connection.state) void this.#attendance.sign(connection.state.userId, nowMs);
      if (command.type === "pong") this.#readers.confirm(connection, command.nonce);
      else if (command.type !== "ping") throw new Refusal("bad-command");
      else if (await this.#isFollowing()) deliver(connection, frames.pong);
    } catch (error) {
      this.#turnAway(connection, error);
    }
  }

  /** The site's word: that somebody goes, or what it alone knows of. There is nothing else to ask of a feed. */
  async onRequest(request: Party.Request): Promise<Response> {
    if (request.method === "DELETE") return this.#admissions.expel(expulsionOf(request));
    if (request.method !== "POST" || ticketOf(request).session !== undefined)
      return refusalResponse("not-found");
    const news = await newsIn(request);
    if (!news) return refusalResponse("bad-command");
    this.#tell(JSON.stringify(news), "userId" in news ? news.userId : undefined);
    return new Response(null, { status: 204 });
  }

  async onClose(connection: Reader): Promise<void> {
    connection.close(1000);
    const others = [...this.room.getConnections<{ userId: string }>()].filter(
      ({ id }) => id !== connection.id,
    );
    if (others.length === 0) this.#hangUp();
    const userId = connection.state?.userId;
    if (userId && !others.some(({ state }) => state?.userId === userId)) await this.#attendance.leave(userId);
  }

  onError(connection: Reader): Promise<void> {
    return this.onClose(connection);
  }

  async #isFollowing(): Promise<boolean> {
    try {
      this.#lines ??= this.#dial();
      await this.#lines;
      return true;
    } catch (error) {
      console.warn("a feed cannot reach the rooms:", String(error));
      this.#lines = undefined;
      return false;
    }
  }

  async #dial(): Promise<Line[]> {
    const { ROOM_SHARDS } = settingsOf(this.room);
    const shards = Array.from({ length: ROOM_SHARDS }, (_, shard) => String(shard));
    const dialled = shards.map((shard) => dialRooms(this.room, shard));
    const lines = await Promise.all(dialled).catch((error: unknown) => {
      // A feed that cannot hear all of them hears none.
      dialled.forEach(hangUpOn);
      throw error;
    });
    for (const line of lines) {
      line.addEventListener("message", ({ data }) => this.#tell(String(data)));
      line.addEventListener("close", () => this.#lost(lines));
    }
    this.#open = lines;
    // The last reader may have left while it rang.
    if ([...this.room.getConnections()].length === 0) this.#hangUp();
    // From here on nothing is missed; whatever was before is loaded anew.
    if (this.#mayHaveMissed) this.#tell(frames.reset);
    this.#mayHaveMissed = false;
    return lines;
  }

  /** Dials again by itself for as long as somebody listens. */
  #lost(lines: Line[]): void {
    if (this.#open !== lines) return;
    for (const line of lines) line.close(1000, "another line broke");
    this.#open = [];
    this.#lines = undefined;
    this.#mayHaveMissed = true;
    this.#redial();
  }

  #redial(): void {
    setTimeout(async () => {
      if ([...this.room.getConnections()].length === 0) return;
      if (!(await this.#isFollowing())) this.#redial();
    }, REDIAL_DELAY_MS);
  }

  #hangUp(): void {
    for (const line of this.#open) line.close(1000, "nobody listens");
    this.#open = [];
    this.#lines = undefined;
  }

  #turnAway(connection: Reader, error: unknown): void {
    if (!(error instanceof Refusal)) throw error;
    const { code, isRetryable } = error;
    logRefusal({ code, where: `feed/${this.room.id}`, who: connection.state?.userId ?? "nobody" });
    connection.close(isRetryable ? TRY_AGAIN_LATER : POLICY_VIOLATION, code);
  }

  /** Everybody, or one person on all their devices. */
  #tell(frame: string, userId?: string): void {
    this.#admissions.sweep(Date.now());
    for (const connection of this.room.getConnections<{ userId: string }>())
      if (userId === undefined || connection.state?.userId === userId) this.#readers.tell(connection, frame);
  }
}

function frameOf(event: FeedEvent): string {
  return JSON.stringify(event);
}
