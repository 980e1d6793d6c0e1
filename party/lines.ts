import type * as Party from "partykit/server";
import { log } from "../lib/server/log";
import { dialRooms, hangUpOn, type Line } from "./line";

const REDIAL_DELAY_MS = 500;

interface Following {
  /** Those of the rooms that tell of the feed. */
  shards: () => string[];
  feed: string;
  /** Whether anybody listens. */
  isWanted: () => boolean;
  hear: (frame: string, line: Line) => void;
  onDialled?: (lines: Line[]) => void;
  /** From here on everything is heard again; something before may not have been. */
  onMissed: () => void;
}

/** The lines of a feed to the rooms that it hears of; there for as long as somebody listens. */
export class Lines {
  #dialled: Promise<Line[]> | undefined;
  #open: Line[] = [];
  /** A room that was away, or whose line broke, may have missed something. */
  #mayHaveMissed = false;

  constructor(
    readonly room: Party.Room,
    readonly following: Following,
  ) {}

  get open(): readonly Line[] {
    return this.#open;
  }

  miss(): void {
    this.#mayHaveMissed = true;
  }

  /** Whether all is heard from here on. */
  async follow(): Promise<boolean> {
    try {
      this.#dialled ??= this.#dial();
      await this.#dialled;
      return true;
    } catch (error) {
      log.warn("a feed cannot reach the rooms", { error });
      this.#dialled = undefined;
      return false;
    }
  }

  hangUp(): void {
    for (const line of this.#open) line.close(1000, "nobody listens");
    this.#open = [];
    this.#dialled = undefined;
  }

  async #dial(): Promise<Line[]> {
    const { shards, feed, isWanted, hear, onDialled, onMissed } = this.following;
    const dialled = shards().map((shard) => dialRooms(this.room, shard, feed));
    const lines = await Promise.all(dialled).catch((error: unknown) => {
      // A feed that cannot hear all of them hears none.
      dialled.forEach(hangUpOn);
      throw error;
    });
    for (const line of lines) {
      line.addEventListener("message", ({ data }) => hear(String(data), line));
      line.addEventListener("close", () => this.#lost(lines));
    }
    this.#open = lines;
    onDialled?.(lines);
    // The last reader may have left while it rang.
    if (!isWanted()) this.hangUp();
    // From here on nothing is missed; whatever was before is loaded anew.
    if (this.#mayHaveMissed) onMissed();
    this.#mayHaveMissed = false;
    return lines;
  }

  /** Dials again by itself for as long as somebody listens. */
  #lost(lines: Line[]): void {
    if (this.#open !== lines) return;
    for (const line of lines) line.close(1000, "another line broke");
    this.#open = [];
    this.#dialled = undefined;
    this.#mayHaveMissed = true;
    this.#redial();
  }

  #redial(): void {
    setTimeout(async () => {
      if (this.following.isWanted() && !(await this.follow())) this.#redial();
    }, REDIAL_DELAY_MS);
  }
}
