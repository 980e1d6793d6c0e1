import type { Message } from "./protocol/message";

/**
 * An expected "no". The code is part of the wire and of the REST answers; `message` is for people.
 * The list is closed: adding a code is a protocol change.
 */
export const refusals = {
  "bad-command": { status: 400, retryable: false, message: "That could not be understood." },
  unauthorized: { status: 401, retryable: false, message: "Sign in to go on." },
  forbidden: { status: 403, retryable: false, message: "You may not do that." },
  off: { status: 403, retryable: false, message: "You may not do that." },
  "not-found": { status: 404, retryable: false, message: "There is nothing here, or not for you." },
  "too-long": { status: 413, retryable: false, message: "That is too long." },
  "too-many": { status: 429, retryable: true, message: "Too many at once. Wait a moment." },
  stale: { status: 409, retryable: false, message: "There is something new you have not seen." },
  blocked: { status: 403, retryable: false, message: "This business does not take messages from you." },
  closed: { status: 409, retryable: false, message: "This conversation is closed." },
  conflict: { status: 409, retryable: false, message: "That is already taken." },
  busy: { status: 503, retryable: true, message: "Very busy right now. Trying again." },
  unavailable: { status: 503, retryable: true, message: "Not reachable right now. Trying again." },
} as const satisfies Record<string, { status: number; retryable: boolean; message: string }>;

export type RefusalCode = keyof typeof refusals;

export function isRefusalCode(value: unknown): value is RefusalCode {
  return typeof value === "string" && Object.hasOwn(refusals, value);
}

export class Refusal extends Error {
  override readonly name = "Refusal";

  /** `message`, where given, is shown to people instead of the code's own words. */
  constructor(
    readonly code: RefusalCode,
    options: { message?: string; cause?: unknown } = {},
  ) {
    super(options.message ?? refusals[code].message, { cause: options.cause });
  }

  get status(): number {
    return refusals[this.code].status;
  }

  get isRetryable(): boolean {
    return refusals[this.code].retryable;
  }
}

/** Others said more than the writer had seen: the newest of it, in order. */
export class StaleRefusal extends Refusal {
  constructor(
    readonly unseen: Message[],
    options: { message?: string } = {},
  ) {
    super("stale", options);
  }
}

/** What a refusal tells beside its code. */
export function unseenIn(error: unknown): Message[] | undefined {
  return error instanceof StaleRefusal ? error.unseen : undefined;
}
