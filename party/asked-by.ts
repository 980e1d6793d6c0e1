import type * as Party from "partykit/server";

/** The request to the site that a request to the rooms was made for, as both logs name it. */
export interface AskedBy {
  request?: string;
  trace?: string;
}

const REQUEST_ID = /^[\w.-]{8,64}$/;
const TRACE = /^00-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/;

/** As the site says it; who holds a ticket of their own may say something else, of lines about themselves alone. */
export function askedBy({ headers }: Pick<Party.Request, "headers">): AskedBy {
  const request = headers.get("x-request-id") ?? "";
  const [, trace] = TRACE.exec(headers.get("traceparent") ?? "") ?? [];
  return { ...(REQUEST_ID.test(request) && { request }), ...(trace !== undefined && { trace }) };
}
