import type { Context } from "@opentelemetry/api";
import type { ReadableSpan, Span, SpanProcessor } from "@opentelemetry/sdk-trace-node";

/** All that a span may say. Next adds addresses with all that stands in them, and errors with what they quote. */
const SAID = new Set([
  ...["http.method", "http.route", "http.status_code", "error.type"],
  ...["next.route", "next.rsc", "next.span_type"],
  ...["db.system.name", "db.operation.name", "db.query.text"],
  ...["servihub.request", "servihub.room.party", "servihub.job"],
]);

/** Takes everything out of finished spans that is not on the list, before they are handed on. */
export class CleanSpans implements SpanProcessor {
  constructor(readonly next: SpanProcessor) {}

  onStart(span: Span, context: Context): void {
    this.next.onStart(span, context);
  }

  onEnd(span: ReadableSpan): void {
    for (const name of Object.keys(span.attributes)) if (!SAID.has(name)) delete span.attributes[name];
    span.events.length = 0;
    delete span.status.message;
    this.next.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.next.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.next.shutdown();
  }
}
