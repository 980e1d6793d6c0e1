import type * as Party from "partykit/server";
import type { Entry, Said } from "../lib/ledger";
import { isStaff, may } from "../lib/permissions";
import { aboutOf, type Command, CommandRefusal, parseCommand } from "../lib/protocol/command";
import type { Participant } from "../lib/protocol/event";
import type { Ticket } from "../lib/protocol/ticket";
import { Refusal, type RefusalCode, unseenIn } from "../lib/refusal";
import { logRefusal } from "../lib/server/refusal-log";
import { Activity } from "./activity";
import { Announcer } from "./announcer";
import { type Answer, answerOf, CREATED } from "./answer";
import { type Around, Company } from "./around";
import { type AskedBy, askedBy } from "./asked-by";
import { type Attendee, Audience, type Socket } from "./audience";
import { Calls } from "./calls";
import { commandBy } from "./command-in";
import { isOpen } from "./deliver";
import { refusalResponse } from "./doorkeeper";
import { entryOf, hasPlaceIn, isForTheSite, isPassing, isStep, stepOf, typingOf } from "./entries";
import { codeOf, type RefusedAbout, refusalOf, refusedEvent } from "./failure";
import { FrameLimits } from "./frame-limit";
import type { Leavers } from "./leavers";
import type { ConversationLedger } from "./ledger";
import type { Settings } from "./settings";
import { type Call, receive, type Visitor, visiting } from "./visitor";
import { type Hosts, welcome } from "./welcome";

const POLICY_VIOLATION = 1008;
const TRY_AGAIN_LATER = 1013;
/** Nobody whose line lives is silent for long when their feed is given up; who is parted with wrongly dials again. */
const SILENT_MS = 10_000;

/** What is answered by an event or a refusal. */
type Asked = Exclude<Entry, { op: "join" | "receipt" | "thread-read" | "woken" }>;

interface Surroundings {
  ledger: ConversationLedger;
  leavers: Leavers;
  around: Around;
  settings: Settings;
}

/** The room of one conversation. It stores nothing: what is said here is in the ledger before anyone hears it. */
export class ConversationRoom {
  readonly #audience = new Audience();
  readonly #activity: Activity;
  readonly #announcer: Announcer;
  readonly #calls: Calls;
  readonly #company: Company;
  readonly #leavers: Leavers;
  readonly #ledger: ConversationLedger;
  readonly #limits: FrameLimits;

  constructor(
    readonly id: string,
    { ledger, leavers, around, settings }: Surroundings,
  ) {
    this.#leavers = leavers;
    this.#ledger = ledger;
    this.#announcer = new Announcer(ledger, this.#audience);
    this.#activity = new Activity(id, this.#announcer, this.#audience, ledger);
    this.#company = new Company(around, this.#audience, (userIds) =>
      this.#partWithTheSilent(this.#audience.silentOf(userIds, { nowMs: Date.now(), forMs: SILENT_MS })),
    );
    this.#calls = new Calls(ledger, this.#audience);
    this.#limits = new FrameLimits(settings.ROOM_FRAMES_PER_SECOND);
  }

  get isEmpty(): boolean {
    return this.#audience.isEmpty;
  }

  /** A socket that was here before a pause. */
  readmit(connection: Socket): void {
    this.#audience.readmit(connection);
  }

  /** Lets in whom the ticket names. Without `after` there is nothing to catch up with. */
  enter(connection: Socket, ticket: Ticket, after: number | undefined): void {
    const { userId, name, role, isHidden = false } = ticket;
    const isFirst = this.#audience.socketsOf(userId) === 0;
    const attendee = { userId, name, role, status: "online" } as const;
    this.#audience.admit(connection, { conversationId: this.id, ...attendee, isHidden });
    if (isFirst && !isHidden) this.#audience.tell({ type: "user:joined", ...attendee }, { except: userId });
    void welcome(connection, after, this.#hosts)
      .then(() => this.#activity.notice({ userId, name, role }))
      .catch((error: unknown) => this.turnAway(connection, error, userId));
  }

  /** Somebody who calls in for a moment, once `permit` does not refuse them. */
  async receive(call: Call, visitor: Visitor, author: Ticket, permit: () => void): Promise<Response> {
    return this.#answered(author, askedBy(call), async () => {
      permit();
      const hear = (frame: string) => this.hear(frame, visitor);
      return receive(call, visitor, visiting(this.id, author), { ...this.#hosts, hear });
    });
  }

  async hear(frame: string | ArrayBuffer, connection: Socket): Promise<void> {
    const attendee = connection.state;
    this.#partWithTheSilent(this.#audience.hear(connection, Date.now()));
    // Whom we closed may go on sending for as long as they do not answer.
    if (!attendee || !isOpen(connection) || !this.#isWithinLimit(connection, attendee)) return;
    let command: Command | undefined;
    try {
      command = parseCommand(frame);
      if (isForTheSite(command)) throw new Refusal("forbidden");
      const { event, status } = await this.#obey(command, attendee, connection);
      // Who stored something has heard of it with everyone else.
      if (event && status !== CREATED) this.#audience.tellOne(connection, event);
      await this.#activity.notice(attendee, command);
    } catch (error) {
      const about = error instanceof CommandRefusal ? error.about : aboutOf(command);
      this.#refuse(connection, codeOf(error), attendee.userId, { ...about, unseen: unseenIn(error) });
    }
  }

  /** Of a line that is dead nobody tells us: whoever is here would see them here for ever. */
  #partWithTheSilent(silent: Socket[]): void {
    for (const connection of silent) {
      connection.close(TRY_AGAIN_LATER, "silent");
      this.leave(connection);
    }
  }

  leave(connection: Socket): void {
    const attendee = connection.state;
    this.#audience.forget(connection);
    if (!attendee || this.#audience.socketsOf(attendee.userId) > 0) return;
    const { userId, isHidden } = attendee;
    const at = new Date();
    if (!isHidden) {
      this.#audience.tell({ type: "user:left", userId, lastSeenAt: at.toISOString() });
      this.#leavers.add(userId, at);
    }
    this.#activity.left(userId);
    this.#calls.left(attendee, at.getTime());
    if (this.isEmpty) this.#company.unfollow();
  }

  /** Whether the others are told of whoever has this socket. */
  setHidden(connection: Socket, isHidden: boolean): void {
    this.#audience.setHidden(connection, isHidden);
    if (isHidden && connection.state) this.#activity.left(connection.state.userId);
  }

  /** Among the notes: that the customer opened the conversation again, where that is still to be told. */
  async tellWoken(): Promise<void> {
    await this.#announcer.add({ op: "woken" });
  }

  /** A command over HTTP, of somebody whom `permit` does not refuse. */
  async answer(request: Party.Request, author: Ticket, permit: () => void): Promise<Response> {
    return this.#answered(author, askedBy(request), async () => {
      if (request.method !== "POST") throw new Refusal("not-found");
      permit();
      if (this.#limits.take(author.userId, Date.now()) !== "ok") throw new Refusal("too-many");
      const command = await commandBy(author, request, await this.#announcer.known());
      const { event, status } = await this.#obey(command, author);
      return event ? Response.json(event, { status }) : new Response(null, { status: 204 });
    });
  }

  /** Says why, and closes; for one who is not in as well. */
  turnAway(connection: Socket, error: unknown, who: string | undefined): void {
    const code = codeOf(error);
    this.#refuse(connection, code, who);
    connection.close(TRY_AGAIN_LATER, code);
  }

  async #obey(command: Command, author: Participant, connection?: Socket): Promise<Answer> {
    if (!may(author.role, command.type)) throw new Refusal("forbidden");
    if (!hasPlaceIn((await this.#announcer.known()).kind, command)) throw new Refusal("forbidden");
    // Of what is stored the ledger says so.
    if (isPassing(command) && (await this.#announcer.blockOf(author))) throw new Refusal("blocked");
    const { userId, name, role } = author;
    if (isStep(command)) return this.#ask(stepOf(command, { userId, name, role }));
    switch (command.type) {
      case "ping":
        if (!this.#company.isFollowing) this.#company.followAgain(await this.#announcer.known());
        return { event: { type: "pong" }, status: 200 };
      case "pong":
        if (connection) this.#audience.confirm(connection, command.nonce);
        return { status: 204 };
      case "typing":
        this.#audience.tell(typingOf(author, command, connection !== undefined), { except: userId });
        return { status: 204 };
      case "status":
        if (connection?.state) connection.setState({ ...connection.state, status: command.status });
        this.#tellPresence(userId);
        return { status: 204 };
      case "receipt": {
        const { delivered = 0, read = 0 } = command;
        await this.#announcer.add({ op: "receipt", userId, role, delivered, read });
        return { status: 204 };
      }
      case "join":
        await this.#join({ userId, role, name });
        return { status: 204 };
      case "thread:read": {
        const { id: threadId, read } = command;
        await this.#announcer.add({ op: "thread-read", userId, role, threadId, read });
        return { status: 204 };
      }
      case "call:start":
      case "call:accept": {
        const answer = await this.#ask(this.#calls.entryFor(command, { userId, name, role }, Date.now()));
        await this.#takePart({ userId, name, role });
        return answer;
      }
      case "call:decline":
      case "call:end":
        return this.#ask(this.#calls.entryFor(command, { userId, name, role }, Date.now()));
      case "work:wake":
        await this.tellWoken();
        return { status: 204 };
      case "post:retell":
        this.#ledger.retell(command.id);
        return { status: 204 };
      case "block:set":
        await this.#announcer.setBlock(command);
        return { status: 204 };
      case "call:signal":
        await this.#calls.relay(command, author);
        return { status: 204 };
      default:
        return this.#ask(entryOf(command, author));
    }
  }

  /** Whoever of the business answers takes part from then on, told by a notice; before what they write. */
  async #takePart({ userId, name, role }: Participant, toSay?: Said): Promise<void> {
    const { participants } = await this.#announcer.known();
    if (isStaff(role) && !participants.has(userId)) await this.#join({ userId, name, role, toSay });
  }

  /** One way for all that is stored: what comes over one socket is asked for in the order it came in. */
  async #ask(entry: Asked): Promise<Answer> {
    const { kind, participants } = await this.#announcer.known();
    const isNew =
      kind !== "internal" && kind !== "broadcast" && isStaff(entry.role) && !participants.has(entry.userId);
    if (["message", "propose", "promise"].includes(entry.op) && isNew)
      await this.#takePart(entry, entry.op === "message" ? entry : undefined);
    return this.#store(entry);
  }

  async #join(author: Participant & { toSay?: Said | undefined }): Promise<void> {
    const outcome = await this.#announcer.add({ op: "join", ...author });
    if (outcome.is === "refused") throw refusalOf(outcome);
  }

  async #store(entry: Asked): Promise<Answer> {
    const outcome = await this.#announcer.add(entry);
    // A failure is made up for when the time is up (app/due).
    if (outcome.is === "stored" && entry.op === "message")
      this.#announcer.heed(outcome.message, entry).catch((error: unknown) => codeOf(error));
    return answerOf(outcome, entry);
  }

  #isWithinLimit(connection: Socket, { userId }: Attendee): boolean {
    const nowMs = Date.now();
    const verdict = this.#limits.take(userId, nowMs);
    if (verdict === "over") this.#refuse(connection, "too-many", userId);
    if (verdict === "flood") connection.close(POLICY_VIOLATION, "flood");
    return verdict === "ok";
  }

  #tellPresence(userId: string): void {
    const present = this.#audience.seenOf(userId);
    if (present) this.#audience.tell({ type: "presence", userId, status: present.status, lastSeenAt: null });
  }

  #refuse(connection: Socket, code: RefusalCode, who = "nobody", about: RefusedAbout = {}): void {
    this.#log(code, who);
    this.#audience.tellOne(connection, refusedEvent(code, about));
  }

  async #answered({ userId }: Ticket, by: AskedBy, answer: () => Promise<Response>): Promise<Response> {
    try {
      return await answer();
    } catch (error) {
      const code = codeOf(error, by);
      this.#log(code, userId, by);
      return refusalResponse(code, unseenIn(error));
    } finally {
      if (this.isEmpty) this.#company.unfollow();
    }
  }

  get #hosts(): Hosts {
    return { announcer: this.#announcer, audience: this.#audience, company: this.#company };
  }

  #log(code: RefusalCode, who: string, by: AskedBy = {}): void {
    logRefusal({ code, where: `main/${this.id}`, who, ...by });
  }
}
