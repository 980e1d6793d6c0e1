import type { Message } from "./protocol/message";

/**
 * An expected "no". The code is part of the wire and of the REST answers. The list is closed: adding a code is a
 * protocol change.
 */
export const refusals = {
  "bad-command": { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  off: { status: 403, retryable: false },
  "not-found": { status: 404, retryable: false },
  "too-long": { status: 413, retryable: false },
  "too-many": { status: 429, retryable: true },
  stale: { status: 409, retryable: false },
  blocked: { status: 403, retryable: false },
  closed: { status: 409, retryable: false },
  conflict: { status: 409, retryable: false },
  busy: { status: 503, retryable: true },
  unavailable: { status: 503, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type RefusalCode = keyof typeof refusals;

export function isRefusalCode(value: unknown): value is RefusalCode {
  return typeof value === "string" && Object.hasOwn(refusals, value);
}

export class Refusal extends Error {
  override readonly name = "Refusal";

  /** `message`, where given, is told to programs instead of the code's own words (lib/refusal-message.ts). */
  constructor(
    readonly code: RefusalCode,
    options: { message?: string; cause?: unknown } = {},
  ) {
    super(options.message ?? code, { cause: options.cause });
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
