import { vi } from "vitest";
import { assert } from "@/lib/assert";
import type { HistoryHead } from "@/lib/protocol/history";
import type { Message } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";
import { type Call, Calls } from "./calls";
import type { Chance } from "./chance";
import type { Driver } from "./driver";
import { SITE, visitFor } from "./exchange";
import { addressOf, House } from "./house";
import type { Setting, Talk } from "./setting";
import { Device, type Rung, type Surroundings, Tab } from "./tab";
import type { Item, Wire } from "./wire";

export const RUNGS: Rung[] = [0, 1, 2];

/** Everything that was written, and what its writer may rightly think of it. */
export interface Text {
  id: string;
  body: string;
  userId: string;
  conversationId: string;
  /** The tab it was written in; a program's has none. */
  tab?: Tab;
  isDiscarded: boolean;
  /** What the rooms answered a program. */
  statuses: number[];
}

/** One thing that can happen next. */
export interface Step {
  name: string;
  happen: () => void | Promise<void>;
}

/** All of the product in one process: nothing moves unless the test moves it. */
export class Stage implements Surroundings {
  houses: House[];
  readonly tabs: Tab[] = [];
  readonly devices: Device[] = [];
  wires: { wire: Wire; tab: Tab; house: House | undefined; asked: Request | undefined }[] = [];
  readonly site = new Calls();
  readonly texts = new Map<string, Text>();
  /** What anybody wanted a message to say instead, by its id. */
  readonly edits = new Map<string, string[]>();
  /** Up to where the writer of a text had seen what was said, at the latest. */
  readonly bases = new Map<string, number>();
  readonly everDeleted = new Set<string>();
  /** Texts whose tab was killed before its disk had them. */
  readonly vanished = new Set<string>();
  /** Every message as it was first shown to anybody. */
  readonly shownFirst = new Map<string, { tab: Tab; message: Message }>();
  readonly complaints: string[] = [];
  readonly trace: string[] = [];
  /** Something was stored that the rooms there are could not know of: by other rooms, or after it was given up. */
  wasStoredUnknown = false;
  hasMuch = false;
  /** No more faults: a line that was cut before its end reached the room is noticed as soon as it does. */
  isCalm = false;
  /** There are networks that let no socket through, and some that let no stream through. */
  areNetworksPoor = false;
  /** Houses that crashed: what they asked of the database may still happen. */
  readonly #ruins: House[] = [];

  constructor(
    readonly chance: Chance,
    readonly driver: Driver,
    readonly setting: Setting,
  ) {
    this.houses = [new House(driver, this.complain)];
  }

  readonly complain = (what: string): void => {
    this.complaints.push(what);
    this.trace.push(`!! ${what}`);
  };

  /** The house that is there to stay: of two, the first is. */
  get house(): House {
    const [first] = this.houses;
    assert(first, "there is always a house");
    return first;
  }

  get openTabs(): Tab[] {
    return this.tabs.filter(({ isOpen }) => isOpen);
  }

  /** Does one step and lets everybody think it through, until all that goes on waits for another step. */
  async take({ name, happen }: Step): Promise<void> {
    this.trace.push(name);
    await happen();
    await settled();
  }

  async deliverAll(): Promise<void> {
    for (let step = this.nextDelivery(); step; step = this.nextDelivery()) await this.take(step);
  }

  /** What the rooms have asked of the database and wait for. */
  nextCall(): Call | undefined {
    return this.house.calls.open.find(({ isForsaken, hasHappened }) => !isForsaken && !hasHappened);
  }

  /** One of all deliveries that could be the next one. */
  nextDelivery(): Step | undefined {
    const sources: (() => Step)[] = [];
    for (const { wire, tab } of this.wires) {
      if (wire.toRoom.length > 0) sources.push(() => this.#toRoom(wire, tab));
      if (wire.toClient.length > 0) sources.push(() => toClient(wire, tab));
    }
    for (const calls of [this.site, ...this.#callsOfHouses])
      for (const call of calls.open) sources.push(() => this.#goOn(calls, call));
    for (const { asked } of this.devices) if (asked.length > 0) sources.push(() => onDisk(asked));
    return this.chance.pick(sources)?.();
  }

  /** What was given up and is still on its way to be stored arrives. */
  async storeForsaken(): Promise<void> {
    for (const calls of this.#callsOfHouses)
      for (const call of calls.open)
        if (call.isForsaken && call.name === "append") await this.take(this.#goOn(calls, call));
  }

  get #callsOfHouses(): Calls[] {
    return [...this.houses, ...this.#ruins].map((house) => house.calls);
  }

  /** What was asked happens first, and is answered later. */
  #goOn(calls: Calls, call: Call): Step {
    if (!call.hasHappened && !call.isForsaken)
      return { name: `${call.name} happens`, happen: () => call.happen() };
    const happen = async () => {
      calls.remove(call);
      if (call.isForsaken && call.name === "append") this.wasStoredUnknown = true;
      if (!call.hasHappened) await call.happen();
      call.answer();
    };
    const how = call.isForsaken ? "happens though nobody waits for it" : "is answered";
    return { name: `${call.name} ${how}`, happen };
  }

  #toRoom(wire: Wire, tab: Tab): Step {
    const line = this.wires.find((each) => each.wire === wire);
    const item = wire.toRoom.shift();
    const happen = async () => {
      if (item?.is === "knock" && line) {
        line.house = this.chance.pick(this.houses) ?? this.house;
        await this.#arrive(line, line.house);
        if (this.isCalm && wire.isCut) wire.roomNotices();
      } else if (item?.is === "frame") {
        line?.house?.hear(item.frame, wire.room);
      } else if (item?.is === "close") {
        line?.house?.close(wire.room);
      }
    };
    return { name: `${tab.name} → room: ${titleOf(item)}`, happen };
  }

  async #arrive({ wire, tab, asked }: Stage["wires"][number], house: House): Promise<void> {
    if (!asked) return house.open(wire);
    if (!asked.url.startsWith(SITE)) return house.answer(wire, asked);
    const { person, conversationId: room } = tab.device;
    if (!(await this.hasAccess(tab.device))) return wire.refuse(404);
    return house.answer(wire, await visitFor(asked, { party: "main", room, ...person }));
  }

  async openTab(
    talk: Talk,
    person: Talk["people"][number],
    device = new Device(person, talk.id),
  ): Promise<Tab> {
    if (!this.devices.includes(device)) this.devices.push(device);
    const name = `${person.name} ${this.tabs.length + 1}`;
    const tab = new Tab(
      name,
      device,
      await this.driver.books.head({ ...this.setting, readerId: person.userId }, talk.id),
      this,
      this.areNetworksPoor ? this.chance.pick(RUNGS) : undefined,
    );
    this.tabs.push(tab);
    return tab;
  }

  /** New words for a message. */
  edit(id: string): string {
    const edits = this.edits.get(id) ?? [];
    this.edits.set(id, edits);
    const body = `edit ${edits.length + 1} of ${id}`;
    edits.push(body);
    return body;
  }

  write(tab: Tab, body: string, threadId?: string): void {
    const id = tab.write(body, threadId);
    this.texts.set(id, {
      id,
      body,
      userId: tab.device.person.userId,
      conversationId: tab.device.conversationId,
      tab,
      isDiscarded: false,
      statuses: [],
    });
  }

  /** Devices with something left to send, and no tab to send it. */
  get forgottenDevices(): Device[] {
    return this.devices.filter(
      (device) => device.texts.size > 0 && !this.openTabs.some((tab) => tab.device === device),
    );
  }

  async comeBack(device: Device): Promise<void> {
    const talk = this.setting.talks.find(({ id }) => id === device.conversationId);
    if (talk) await this.openTab(talk, device.person, device);
  }

  /** No good-bye: its line breaks, and what it asked of its disk and was not done is lost. */
  kill(tab: Tab): void {
    for (const { wire } of this.wires.filter((each) => each.tab === tab)) {
      wire.cut({ toRoom: this.chance.below(wire.toRoom.length + 1), toClient: 0 });
      if (this.chance.isTrue(0.7)) wire.roomNotices();
    }
    tab.device.forget(tab);
    tab.isKilled = true;
    for (const { id } of tab.view.unsent) if (!tab.device.texts.has(id)) this.vanished.add(id);
    tab.stop();
  }

  /** Its lines break, and another takes its place unless it was the second. */
  crash(house: House): void {
    house.crash();
    this.#ruins.push(house);
    const rest = this.houses.filter((each) => each !== house);
    this.houses = rest.length > 0 ? rest : [new House(this.driver, this.complain)];
    for (const { wire } of this.wires.filter((line) => line.house === house)) {
      wire.cut({ toRoom: 0, toClient: this.chance.below(wire.toClient.length + 1) });
      if (this.chance.isTrue(0.8)) wire.clientNotices();
    }
  }

  // What a tab finds around it.

  readonly dial = (wire: Wire, tab: Tab, asked?: Request): void => {
    this.wires = this.wires.filter((each) => !each.wire.isOver);
    this.wires.push({ wire, tab, house: undefined, asked });
    if (!tab.isKilled && rungOf(asked) >= (tab.lets ?? 0)) return;
    wire.cut({ toRoom: 0, toClient: 0 });
    // Some networks say no, and others nothing at all.
    if (this.isCalm || this.chance.isTrue(0.7)) wire.clientNotices();
  };

  readonly address = ({ name, device }: Tab): Promise<URL> =>
    this.site.ask(`ticket for ${name}`, async () => {
      if (!(await this.hasAccess(device))) throw new Refusal("not-found");
      return addressOf({ party: "main", room: device.conversationId, ...device.person });
    });

  /** Whether somebody may open a conversation: of a group, whoever takes part and whoever is of the business. */
  async hasAccess({ person, conversationId }: Device): Promise<boolean> {
    const talk = this.setting.talks.find(({ id }) => id === conversationId);
    if (!talk?.isGroup || person.role !== "customer") return true;
    const { participants } = await this.driver.books.snapshot(conversationId);
    return participants.some(({ userId }) => userId === person.userId);
  }

  readonly loadHead = ({ name, device }: Tab): Promise<HistoryHead> =>
    this.site.ask(`newest page for ${name}`, async () => {
      if (!(await this.hasAccess(device))) throw new Refusal("not-found");
      const tenant = { ...this.setting, readerId: device.person.userId };
      return this.driver.books.head(tenant, device.conversationId);
    });

  readonly shown = (tab: Tab, message: Message): void => {
    if (this.shownFirst.has(message.id)) return;
    this.shownFirst.set(message.id, { tab, message });
    if (message.kind === "text" && !this.driver.isCommitted(message.id))
      this.complain(`${tab.name} shows ${message.seq} before it is stored`);
  };

  readonly judged = (id: string, basedOnSeq: number): void => {
    this.bases.set(id, Math.max(basedOnSeq, this.bases.get(id) ?? 0));
  };

  strike(): void {
    for (const { wire } of this.wires) {
      wire.cut({ toRoom: 0, toClient: 0 });
      wire.client.close();
    }
    for (const tab of this.openTabs) tab.stop();
    vi.clearAllTimers();
  }
}

function rungOf(asked: Request | undefined): Rung {
  if (!asked) return 0;
  return asked.url.startsWith(SITE) ? 2 : 1;
}

/** Everything that can go on without the test has gone on. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function toClient(wire: Wire, tab: Tab): Step {
  const item = wire.toClient.shift();
  return { name: `room → ${tab.name}: ${titleOf(item)}`, happen: () => item && wire.client.hear(item) };
}

function onDisk(asked: Device["asked"]): Step {
  const next = asked.shift();
  return { name: `disk of ${next?.by.name}: ${next?.what}`, happen: () => next?.perform() };
}

function titleOf(item: Item | undefined): string {
  if (item?.is === "close") return `close ${item.code}`;
  if (item?.is !== "frame") return String(item?.is);
  const type = item.frame.match(/"type":"([^"]+)"/)?.[1] ?? "?";
  const rev = item.frame.match(/"rev":(\d+)/)?.[1];
  return rev ? `${type} rev ${rev}` : type;
}
