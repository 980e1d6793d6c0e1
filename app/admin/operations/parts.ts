import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { createTransport } from "nodemailer";
import { fileStorage } from "@/app/attachments/storage";
import { db } from "@/app/database";
import { redis } from "@/app/redis";
import { roomsOfSite } from "@/app/rooms";
import { timeOf } from "@/db/clock";
import journal from "@/db/migrations/meta/_journal.json";
import { waitingNow } from "@/db/vitals";
import { CANARY_USER_ID } from "@/lib/canary";
import { TICKET_TTL_SECONDS } from "@/lib/protocol/ticket";
import { env } from "@/lib/server/env";
import { figuresOfAll } from "@/lib/server/rooms";

export const partNames = [
  ...(["database", "migrations", "redis", "rooms", "mail", "storage", "due", "clock"] as const),
];
export type PartName = (typeof partNames)[number];

/** How a part is: `odd` works, and wants to be looked at. `note` names what is to be said of it, with its figure. */
export interface PartState {
  name: PartName;
  is: "ok" | "odd" | "down";
  ms: number | null;
  note: Note | null;
}
export type Note =
  | { is: "shards"; up: number; all: number }
  | { is: "outbox" }
  | { is: "folder" }
  | { is: "late"; ms: number; waiting: number }
  | { is: "apart"; ms: number }
  | { is: "behind" }
  | { is: "ahead" };

const ANSWER_WITHIN_MS = 2_000;
/** Half of what a ticket holds: further apart, rooms turn people away. */
const CLOCKS_APART_MAX_MS = (TICKET_TTL_SECONDS * 1_000) / 2;
/** What is due is looked at every few seconds. */
const LATE_MAX_MS = 60_000;

type Found = Partial<Pick<PartState, "is" | "note">>;

/** Asks each part something it only answers if it works, all at once. Never throws, and is not kept by any of them. */
export function statesOfParts(): Promise<PartState[]> {
  return Promise.all(partNames.map((name) => stateOf(name, checks[name])));
}

async function stateOf(name: PartName, check: () => Promise<Found>): Promise<PartState> {
  const beganAt = performance.now();
  const down = { is: "down" } as const;
  const late = new Promise<Found>((resolve) => setTimeout(() => resolve(down), ANSWER_WITHIN_MS).unref());
  const found = await Promise.race([check().catch((): Found => down), late]);
  const ms = found.is === "down" ? null : performance.now() - beganAt;
  return { name, is: "ok", note: null, ...found, ms };
}

const checks: Record<PartName, () => Promise<Found>> = {
  async database() {
    await db().execute(sql`select 1`);
    return {};
  },
  async migrations() {
    const { rows } = await db().execute<{ at: string | null }>(
      sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
    );
    const there = Number(rows[0]?.at ?? 0);
    const wanted = Math.max(...journal.entries.map(({ when }) => when));
    if (there < wanted) return { is: "down", note: { is: "behind" } };
    return there > wanted ? { is: "odd", note: { is: "ahead" } } : {};
  },
  async redis() {
    await redis().ping();
    return {};
  },
  async rooms() {
    const shards = await figuresOfAll(roomsOfSite());
    const up = shards.filter((figures) => figures !== null).length;
    if (up === shards.length) return {};
    return { is: "down", note: { is: "shards", up, all: shards.length } };
  },
  async mail() {
    const { SMTP_URL } = env();
    if (SMTP_URL === undefined) return { note: { is: "outbox" } };
    const transport = createTransport({
      ...{ url: SMTP_URL, connectionTimeout: ANSWER_WITHIN_MS },
      ...{ greetingTimeout: ANSWER_WITHIN_MS, socketTimeout: ANSWER_WITHIN_MS },
    });
    await transport.verify().finally(() => transport.close());
    return {};
  },
  async storage() {
    const key = { conversationId: CANARY_USER_ID, attachmentId: randomUUID(), variant: "original" } as const;
    const bytes = new TextEncoder().encode(key.attachmentId);
    await fileStorage().put(key, bytes);
    try {
      const kept = await fileStorage().get(key);
      if (!kept.equals(bytes)) return { is: "down" };
    } finally {
      await fileStorage().remove(key);
    }
    return env().S3_BUCKET ? {} : { note: { is: "folder" } };
  },
  async due() {
    const { waiting, lateMs } = await waitingNow(db());
    const isLate = lateMs > LATE_MAX_MS;
    return { is: isLate ? "odd" : "ok", note: isLate ? { is: "late", ms: lateMs, waiting } : null };
  },
  async clock() {
    const response = await fetch(new URL("/health", env().ROOMS_URL), {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    // What a head says of the time is a second old at worst.
    const ofRooms = Date.parse(response.headers.get("date") ?? "");
    const ofDatabase = (await timeOf(db())).getTime();
    const apart = Math.max(...[ofRooms, ofDatabase].map((ms) => Math.abs(ms - Date.now())));
    const isApart = !(apart <= CLOCKS_APART_MAX_MS);
    return { is: isApart ? "odd" : "ok", note: isApart ? { is: "apart", ms: apart } : null };
  },
};
