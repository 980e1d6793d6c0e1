import { setTimeout as wait } from "node:timers/promises";
import { drivers } from "./drivers.mjs";
import { Member } from "./member.mjs";

const JOINING_AT_ONCE_MAX = 40;
const TEXT = "hello, this is a message of quite an ordinary length";
const HEARD_WITHIN_MS = 10_000;
const POLL_MS = 5;
/** As the product's client does: a sign every ten seconds in silence, and every minute in any case. */
const SIGN_EVERY_TICKS = 10;
const SIGN_ANYWAY_EVERY_TICKS = 60;
const TICK_MS = 1_000;

/** Sockets to the rooms of one system, counted with as little work per frame as can be. */
export class Crowd {
  /** `{ writer, members, sent, heard(number) }`; `heard` is called for each reader that has a message. */
  rooms = [];
  sent = 0;
  #number = 0;
  #tick = 0;
  #signs;

  constructor({ driver, newId }) {
    this.driver = drivers[driver];
    this.newId = newId;
  }

  /** Opens rooms by the seats of their members: `{ writer?, readers }`. Resolves to how often one dialled again. */
  async open(rooms, { atOnceMax = JOINING_AT_ONCE_MAX } = {}) {
    const joining = rooms.flatMap((seats) => this.#roomOf(seats).members);
    const queue = joining.values();
    const lane = async () => {
      for (const member of queue) await member.join();
    };
    await Promise.all(Array.from({ length: atOnceMax }, lane));
    if (this.driver.sign) this.#signs ??= setInterval(() => this.#giveSigns(), TICK_MS);
    return joining.reduce((sum, { dialledAgain }) => sum + dialledAgain, 0);
  }

  /** Sends the next message of this crowd, or one with a given number, which `heard` is then called with. */
  send(room, number = ++this.#number) {
    this.sent += 1;
    room.sent += 1;
    room.writer.send(this.newId(), `${number} ${TEXT}`);
    return number;
  }

  /** What members should have heard and have not, have heard again, or have heard after a later one. */
  async tally({ withinMs = HEARD_WITHIN_MS } = {}) {
    const missed = () => this.#sum(({ heard, twice }, { sent }) => Math.max(0, sent - heard + twice));
    // Who writes may hear of its last message a little after who reads.
    const deadline = performance.now() + withinMs;
    while (missed() > 0 && performance.now() < deadline) await wait(POLL_MS);
    return {
      sent: this.sent,
      missed: missed(),
      twice: this.#sum(({ twice }) => twice),
      disorder: this.#sum(({ disorder }) => disorder),
    };
  }

  cut() {
    clearInterval(this.#signs);
    this.#signs = undefined;
    for (const { members } of this.rooms) for (const member of members) member.cut();
    this.rooms = [];
  }

  /** Each second a tenth of all sockets. */
  #giveSigns() {
    this.#tick += 1;
    const members = this.rooms.flatMap((room) => room.members);
    const isAnyway = this.#tick % SIGN_ANYWAY_EVERY_TICKS < SIGN_EVERY_TICKS;
    for (let n = this.#tick % SIGN_EVERY_TICKS; n < members.length; n += SIGN_EVERY_TICKS)
      members[n].giveSign({ isAnyway });
  }

  #roomOf({ writer, readers }) {
    const { driver } = this;
    const room = { writer: undefined, members: [], sent: 0, heard: () => {} };
    const onHeard = (number) => room.heard(number);
    if (writer) {
      room.writer = new Member({ driver, seat: writer });
      room.members.push(room.writer);
    }
    for (const seat of readers) room.members.push(new Member({ driver, seat, onHeard }));
    this.rooms.push(room);
    return room;
  }

  #sum(of) {
    return this.rooms.reduce(
      (sum, room) => room.members.reduce((inRoom, member) => inRoom + of(member, room), sum),
      0,
    );
  }
}
