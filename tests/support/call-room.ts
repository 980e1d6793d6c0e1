import { type Call, callAfter, callOf, isLive, ringing } from "@/lib/call";
import type { Command } from "@/lib/protocol/command";
import type { Event, Participant } from "@/lib/protocol/event";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import type { RefusalCode } from "@/lib/refusal";
import { ClientEnd, type Wire } from "../fuzz/wire";
import { headOf, memberOf, said } from "./wire";

interface Asked {
  by: Participant;
  command: Command;
}

/** A room in which people call each other, without a database; what becomes of a call is decided as the ledger does. */
export class CallRoom {
  readonly #messages: Message[] = [];
  #rev = 0;
  readonly #inside = new Map<Wire, Participant>();
  readonly #away = new Set<Participant>();
  /** What was asked of calls, in the order in which it arrived. */
  readonly asked: Asked[] = [];
  onAsked: (asked: Asked) => void = () => {};

  constructor(readonly people: Participant[]) {}

  /** The constructor with which somebody's client dials. */
  socketOf(person: Participant) {
    const room = this;
    return class extends ClientEnd {
      constructor(url: string) {
        super(url);
        queueMicrotask(() => room.#knock(this.wire, person));
      }
    };
  }

  get call(): Call | null {
    const message = this.#messages.at(-1);
    return message ? callOf(message) : null;
  }

  readonly head = async (): Promise<HistoryHead> => structuredClone(headOf(this.#messages, this.#rev));

  /** Somebody loses their line to the room, and gets none until it is mended. */
  cut(person: Participant): void {
    this.#away.add(person);
    for (const wire of this.#wiresOf(person)) {
      this.#inside.delete(wire);
      wire.client.hear({ is: "close", code: 1006 });
    }
  }

  mend(person: Participant): void {
    this.#away.delete(person);
  }

  tell(person: Participant, event: Event): void {
    const frame = JSON.stringify(event);
    for (const wire of this.#wiresOf(person)) queueMicrotask(() => wire.client.hear({ is: "frame", frame }));
  }

  #knock(wire: Wire, person: Participant): void {
    if (this.#away.has(person)) {
      wire.client.hear({ is: "error" });
      return;
    }
    this.#inside.set(wire, person);
    wire.put = (_, item) => {
      if (item.is === "frame") queueMicrotask(() => this.#inside.has(wire) && this.#read(item.frame, person));
      else this.#inside.delete(wire);
    };
    wire.client.hear({ is: "open" });
    const after = Number(new URL(wire.client.url).searchParams.get("after"));
    const rev = this.#rev;
    const told: Event[] = [
      {
        ...{ type: "welcome", rev, seq: this.#messages.length, self: person, title: "" },
        participants: this.people.map(memberOf),
        ...{ present: [], receipts: [], threadReads: [] },
      },
      ...this.#messages
        .filter((message) => message.rev > after)
        .map((message): Event => ({ type: "message:new", rev: message.rev, message })),
      { type: "resumed", rev },
    ];
    for (const event of told) wire.client.hear({ is: "frame", frame: JSON.stringify(event) });
  }

  #read(frame: string, by: Participant): void {
    const command: Command = JSON.parse(frame);
    if (command.type.startsWith("call:")) {
      this.asked.push({ by, command });
      this.onAsked({ by, command });
    }
    switch (command.type) {
      case "ping":
        this.tell(by, { type: "pong" });
        return;
      case "call:start":
        this.#ring(command.id, by, command.device);
        return;
      case "call:accept":
        this.#change(command.id, { wish: "accept", device: command.device }, by);
        return;
      case "call:decline":
        this.#change(command.id, { wish: "decline", isBusy: command.isBusy ?? false }, by);
        return;
      case "call:end":
        this.#change(command.id, { wish: "end" }, by);
        return;
      case "call:signal": {
        const { id, to, signal } = command;
        const other = this.people.find(({ userId }) => userId === to);
        if (other) this.tell(other, { type: "call:signal", id, from: by.userId, signal });
        return;
      }
      default:
    }
  }

  #ring(id: string, by: Participant, device: string): void {
    if (isLive(this.call)) {
      this.#refuse(by, id, "conflict");
      return;
    }
    const message: Message = {
      ...said(by, this.#messages.length + 1, "", id),
      ...{ kind: "system", senderRole: "system", metadata: { ...ringing(by, device) } },
      createdAt: new Date().toISOString(),
    };
    this.#rev += 1;
    this.#messages.push({ ...message, rev: this.#rev });
    this.#tellAll("message:new");
  }

  #change(id: string, asked: Parameters<typeof callAfter>[1], by: Participant): void {
    const before = this.#messages.at(-1);
    const call = before && callOf(before);
    if (!call || before.id !== id) {
      this.#refuse(by, id, "not-found");
      return;
    }
    const moment = { nowMs: Date.now(), beganMs: Date.parse(before.createdAt), here: this.#here() };
    const verdict = callAfter(call, asked, by, moment);
    if (verdict.is === "refused") this.#refuse(by, id, verdict.code);
    if (verdict.is !== "changed") return;
    this.#rev += 1;
    this.#messages.splice(-1, 1, { ...before, rev: this.#rev, metadata: { ...verdict.call } });
    this.#tellAll("message:edited");
  }

  #tellAll(type: "message:new" | "message:edited"): void {
    const message = this.#messages.at(-1);
    if (!message) return;
    for (const person of this.people) this.tell(person, { type, rev: this.#rev, message });
  }

  #refuse(person: Participant, id: string, code: RefusalCode): void {
    this.tell(person, { type: "refused", id, code, message: "No.", retryable: false });
  }

  #here(): Participant[] {
    return [...new Set(this.#inside.values())];
  }

  #wiresOf(person: Participant): Wire[] {
    return [...this.#inside].filter(([, each]) => each === person).map(([wire]) => wire);
  }
}
