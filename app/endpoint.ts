import type { NextRequest } from "next/server";
import type { ApiScope } from "@/lib/api-token";
import { Refusal, unseenIn } from "@/lib/refusal";
import { refusalMessage } from "@/lib/refusal-message";
import { LimitRefusal } from "@/lib/server/rate-limit";
import { rateLimitFields, secondsUp } from "@/lib/server/rate-limit-fields";
import { inSpan } from "@/lib/server/tracing";
import { textWithin } from "@/lib/text-within";
import { type Caller, callerOf, isReading } from "./api-caller";
import { answering } from "./asked";
import { openToListed } from "./cors";
import { toRefusal } from "./failure";
import { MethodRefusal } from "./method-refusal";
import { limits } from "./redis";
import { clientAddress, idOfRequest } from "./request";
import { requestBegan } from "./request-line";
import { pathOf, routeOf } from "./route-pattern";
import type { Viewer } from "./viewer";

export const BODY_BYTES_MAX = 64 * 1024;
const BODY_WITHIN_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;

interface Call<Params> {
  viewer: Viewer | null;
  params: Params;
  /** The query of the address; of a name given twice, the last. */
  query: Record<string, string>;
  /** For what is no JSON: its head, and a body that whoever takes it must set limits to. */
  request: Pick<NextRequest, "headers" | "body">;
  /** Throws `too-long` past BODY_BYTES_MAX, `bad-command` for what is no JSON or did not come in time. */
  body: () => Promise<unknown>;
}

interface Terms {
  /** What is asked for counts by a policy of its own and not as a request to the API. */
  hasOwnLimit?: boolean;
  /** It knows nobody, and says itself who may ask, how often. */
  isOfPrograms?: boolean;
  /** What a personal token must be for; unless it is said, `read` to get something, else `write`. */
  scope?: ApiScope;
}

/** The one wrapper of every route of the REST API: who asks, how often, what for, and every error in one form. */
export function endpoint<Params>(answer: (call: Call<Params>) => Promise<Response>, terms: Terms = {}) {
  const handle = async (request: NextRequest, { params }: { params: Promise<Params> }): Promise<Response> => {
    const id = idOfRequest(request.headers);
    const { method, nextUrl } = request;
    const given = await params;
    const { value: response, standings } = await answering(id, async () => {
      const done = requestBegan({ kind: "api", method, route: routeOf(nextUrl.pathname, given) });
      let who: string | undefined;
      try {
        const caller = terms.isOfPrograms ? { viewer: null } : await callerOf(request);
        who = caller.viewer?.id;
        if (!terms.isOfPrograms) await admit(caller, request, terms);
        const query = Object.fromEntries(nextUrl.searchParams);
        const body = () => readJson(request);
        const call = { viewer: caller.viewer, params: given, query, request, body };
        const answered = await inSpan("operation", { "servihub.request": id }, () => answer(call));
        done({ code: "ok", status: answered.status });
        return answered;
      } catch (error) {
        const refusal = await toRefusal(`${method} ${pathOf(nextUrl.pathname, given)}`, error, who);
        done(refusal);
        return refused(refusal, id);
      }
    });
    const told = { ...rateLimitFields(standings), "x-request-id": id };
    for (const [name, value] of Object.entries(told)) response.headers.set(name, value);
    openToListed(response.headers, request.headers.get("origin"));
    return response;
  };
  return Object.assign(handle, { terms });
}

/** No answer is anyone else's to see, and no cache's to keep. */
export function json(value: unknown, { status = 200 }: { status?: number } = {}): Response {
  return Response.json(value, { status, headers: { "cache-control": "private, no-store" } });
}

function refused(refusal: Refusal, requestId: string): Response {
  const { code, status, isRetryable } = refusal;
  const message = refusalMessage(refusal);
  const response = json({ error: { code, message, requestId, unseen: unseenIn(refusal) } }, { status });
  const retryAfter =
    refusal instanceof LimitRefusal ? secondsUp(refusal.retryAfterMs) : isRetryable && RETRY_AFTER_SECONDS;
  if (retryAfter !== false) response.headers.set("retry-after", String(retryAfter));
  if (refusal instanceof MethodRefusal) response.headers.set("allow", refusal.allow);
  return response;
}

async function admit({ viewer, scopes }: Caller, request: NextRequest, terms: Terms): Promise<void> {
  if (!(viewer && terms.hasOwnLimit))
    await limits().use(viewer?.isBot ? "bot" : "api", viewer?.id ?? (await clientAddress()));
  const needed = terms.scope ?? (isReading(request) ? "read" : "write");
  if (scopes && !scopes.includes(needed))
    throw new Refusal("forbidden", { message: `This token lacks the scope "${needed}".` });
}

async function readJson(request: NextRequest): Promise<unknown> {
  const text = await textWithin(request.body, { bytes: BODY_BYTES_MAX, ms: BODY_WITHIN_MS });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal("bad-command", { cause });
  }
}
