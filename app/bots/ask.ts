import { v5 as uuidOf } from "uuid";
import { awaitAnswer, type ClaimedCall, claimCalls, endCall, missCall } from "@/db/bot-calls";
import { botQuestion } from "@/db/bot-question";
import { BOT_CALLS_AT_ONCE_MAX, BOT_TAKEN_WITHIN_MS } from "@/lib/bot";
import { recordIncident } from "@/lib/server/incident";
import { NotFetched } from "@/lib/server/outside";
import { handOver } from "@/lib/server/rooms";
import { NotOpened, unseal } from "@/lib/server/sealing";
import { db } from "../database";
import { roomsOfSite } from "../rooms";
import { isOn } from "../site-settings";
import { postSigned } from "../webhooks/post-signed";
import { isAnswered } from "./answer";

const NO_CONTENT = 204;
const GONE = 410;

const underway = new Set<Promise<unknown>>();
let inHand = 0;

/** Has bots asked what is due; while they are switched off it waits. Whatever hangs goes on hanging by itself. */
export async function askBots(now = new Date()): Promise<boolean> {
  if (!(await isOn("bots"))) return false;
  const limit = BOT_CALLS_AT_ONCE_MAX - inHand;
  const claimed = limit > 0 ? await claimCalls(db(), { now, limit }) : [];
  for (const call of claimed) {
    inHand += 1;
    const asking = askBot(call, now)
      .catch((error: unknown) => recordIncident(`bot call ${call.id}`, error))
      .finally(() => {
        inHand -= 1;
        underway.delete(asking);
      });
    underway.add(asking);
  }
  return false;
}

/** For whoever must not end before all are asked. */
export async function whenAsked(): Promise<void> {
  while (underway.size > 0) await Promise.race(underway);
}

/** Asks one, and keeps what came of it; where nothing will, a person shall go on. */
export async function askBot(call: ClaimedCall, now: Date): Promise<void> {
  if (call.isWithPeople || (await isAnswered(call))) return endCall(db(), call, { isReached: false });
  if (call.isDisabled || call.isOverdue) return giveUp(call);
  const question = await botQuestion(db(), call);
  if (!question) return endCall(db(), call, { isReached: false });
  const asked = await hand(call, question, now);
  const after = new Date(now.getTime() + asked.durationMs);
  if (asked.failure !== null) {
    const isGone = asked.status === GONE;
    if (await missCall(db(), call, { failure: asked.failure, isGone, now: after })) await giveUp(call);
  } else if (asked.status === NO_CONTENT) await endCall(db(), call, { isReached: true });
  else await awaitAnswer(db(), call, after);
}

/** The conversation keeps what its customer said; its people are told, and so is the customer. */
async function giveUp(call: ClaimedCall): Promise<void> {
  const { id, conversationId: room, bot } = call;
  await handOver(
    roomsOfSite(),
    { party: "main", room, userId: bot.userId, name: bot.name, role: "bot" },
    { id: uuidOf(`handover ${id}`, room), isUnreachable: true },
  );
  await endCall(db(), call, { isReached: false });
}

interface Asked {
  status: number | null;
  /** Why it did not come through: what was answered, or why nothing was. */
  failure: string | null;
  durationMs: number;
}

async function hand({ id, bot, businessId }: ClaimedCall, data: object, now: Date): Promise<Asked> {
  const body = JSON.stringify({ type: "message.asked", timestamp: now.toISOString(), data });
  const begunMs = performance.now();
  const after = () => Math.round(performance.now() - begunMs);
  try {
    const { url } = bot;
    const place = { column: "bots.secret", row: businessId } as const;
    const secrets = bot.secrets.map((sealed) => unseal(sealed, place));
    const { status } = await postSigned({ url, body, secrets, id, at: now, withinMs: BOT_TAKEN_WITHIN_MS });
    const isTaken = status >= 200 && status < 300;
    return { status, failure: isTaken ? null : String(status), durationMs: after() };
  } catch (error) {
    if (error instanceof NotFetched) return { status: null, failure: error.because, durationMs: after() };
    if (!(error instanceof NotOpened)) throw error;
    // It cannot be asked as ours until its owner makes a new secret; its customers are not to wait for that.
    recordIncident(`bot call ${id}`, error);
    return { status: null, failure: "error", durationMs: after() };
  }
}
