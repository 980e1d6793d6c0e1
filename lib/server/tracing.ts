/** What a span says of itself: what was done, and never for whom or with what. */
export type SpanAttributes = Record<string, string | number | boolean>;

export interface Tracing {
  inSpan<Value>(name: string, attributes: SpanAttributes, work: () => Promise<Value>): Promise<Value>;
  /** The head by which another part goes on with the trace, where there is one. */
  traceparent(): string | undefined;
  traceId(): string | undefined;
}

/** In globalThis, because routes, actions and the start may be bundled apart. Nothing where no traces are taken. */
const kept = globalThis as typeof globalThis & { servihubTracing?: Tracing };

export function traceBy(tracing: Tracing): void {
  kept.servihubTracing = tracing;
}

/** Does it as a part of the trace that is going on, or as one of its own. */
export function inSpan<Value>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<Value>,
): Promise<Value> {
  return kept.servihubTracing ? kept.servihubTracing.inSpan(name, attributes, work) : work();
}

export function isTracing(): boolean {
  return kept.servihubTracing?.traceId() !== undefined;
}

export function traceparent(): string | undefined {
  return kept.servihubTracing?.traceparent();
}
