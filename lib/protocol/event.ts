import { z } from "zod/mini";
import { ranks } from "../group";
import { roles } from "../permissions";
import { type RefusalCode, refusals } from "../refusal";
import { block } from "./block";
import { callSignal } from "./call";
import { message, reaction } from "./message";
import { thread, threadRead } from "./thread";

/** What the site alone refuses by, and no room. */
const OF_SITE: RefusalCode = "off";
const codes = Object.keys(refusals).filter((code) => code !== OF_SITE);

/** What every change of a message says: the version it led to, and the name its client gave it. */
const change = { rev: z.int(), ref: z.optional(z.uuid()) };
const place = { id: z.uuid(), seq: z.int() };

export const participant = z.object({ userId: z.uuid(), name: z.string(), role: z.enum(roles) });
export type Participant = z.infer<typeof participant>;

/** `rank` is that in a group. */
export const member = z.object({ ...participant.shape, rank: z.nullable(z.enum(ranks)) });
export type Member = z.infer<typeof member>;

export const status = z.enum(["online", "away"]);

/** Somebody who has the room open right now. */
export const present = z.object({ ...participant.shape, status });
export type Present = z.infer<typeof present>;

/**
 * In a direct conversation: who of the other side is on the site, whether they have it open or not; all of them each
 * time, and after `welcome` where there is anybody. `lastSeenAt`: when the last of them went.
 */
export const around = z.object({
  type: z.literal("around"),
  people: z.array(present),
  lastSeenAt: z.nullable(z.iso.datetime()),
});
export type Around = z.infer<typeof around>;

/** How far somebody has got: the highest `seq` that reached their device, and that they have seen. */
export const receipt = z.object({ userId: z.uuid(), delivered: z.int(), read: z.int() });
export type Receipt = z.infer<typeof receipt>;

/** Everything a conversation room says. Whatever changes stored state carries the `rev` it led to. */
export const event = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    rev: z.int(),
    seq: z.int(),
    self: participant,
    present: z.array(present),
    /** Empty where it is no group. */
    title: z.string(),
    participants: z.array(member),
    receipts: z.array(receipt),
    /** One's own. */
    threadReads: z.array(threadRead),
    /** That the business takes nothing from the one who enters. */
    block: z.optional(block),
  }),
  /** Told to a customer of themselves: the business takes nothing from them, or does again. */
  z.object({ type: z.literal("block:changed"), block: z.nullable(block) }),
  z.object({ type: z.literal("message:new"), rev: z.int(), message }),
  /** Its words changed, or it is there again. */
  z.object({ type: z.literal("message:edited"), ...change, message }),
  z.object({ type: z.literal("message:deleted"), ...change, ...place, deletedAt: z.iso.datetime() }),
  z.object({ type: z.literal("reaction:changed"), ...change, ...place, reactions: z.array(reaction) }),
  z.object({ type: z.literal("thread:created"), ...change, thread, message }),
  /** Told to one's other devices. */
  z.object({ type: z.literal("thread:read"), ...threadRead.shape }),
  /** What the other end of a call says; kept nowhere. */
  z.object({ type: z.literal("call:signal"), id: z.uuid(), from: z.uuid(), signal: callSignal }),
  z.object({ type: z.literal("user:joined"), ...present.shape }),
  /** `lastSeenAt` is not told of somebody who does not want to be seen any more. */
  z.object({ type: z.literal("user:left"), userId: z.uuid(), lastSeenAt: z.nullable(z.iso.datetime()) }),
  /** `name`: of a program, which has no room open. */
  z.object({
    type: z.literal("user:typing"),
    ...{ userId: z.uuid(), isTyping: z.boolean(), name: z.optional(z.string()) },
  }),
  z.object({
    type: z.literal("presence"),
    userId: z.uuid(),
    status,
    lastSeenAt: z.nullable(z.iso.datetime()),
  }),
  around,
  z.object({ type: z.literal("receipt"), ...receipt.shape }),
  z.object({
    type: z.literal("refused"),
    /** The message the refusal is about, where there is one, and the client's name for a change of it. */
    id: z.optional(z.uuid()),
    ref: z.optional(z.uuid()),
    code: z.enum(codes),
    message: z.string(),
    retryable: z.boolean(),
    /** Where it is `stale`: what its writer had not seen, the newest of it, in order. */
    unseen: z.optional(z.array(message)),
  }),
  z.object({ type: z.literal("resumed"), rev: z.int() }),
  z.object({ type: z.literal("reset"), rev: z.int() }),
  z.object({ type: z.literal("pong") }),
  z.object({ type: z.literal("ping"), nonce: z.int() }),
]);
export type Event = z.infer<typeof event>;
export type EventOf<Type extends Event["type"]> = Extract<Event, { type: Type }>;
