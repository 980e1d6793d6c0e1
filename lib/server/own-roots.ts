import type { Attributes, Context, Link, SpanKind } from "@opentelemetry/api";
import { trace } from "@opentelemetry/api";
import { type Sampler, SamplingDecision, type SamplingResult } from "@opentelemetry/sdk-trace-node";

/** What may begin a trace: a request that Next takes, or a job of ours. */
const NEXTS_REQUEST = "BaseServer.handleRequest";
const OF_JOBS = /^job /;
/** Whoever watches asks again and again, and none of it is of interest. */
const WATCHED = /^\/(health|healthz|api\/metrics)(\?|$)/;

/** Leaves out what is done every second by itself, such as to look whether anything is due. */
export class OwnRoots implements Sampler {
  constructor(readonly others: Sampler) {}

  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    const isRoot = trace.getSpanContext(context) === undefined;
    const isRequest =
      attributes["next.span_type"] === NEXTS_REQUEST && !WATCHED.test(String(attributes["http.target"]));
    if (isRoot && !isRequest && !OF_JOBS.test(name)) return { decision: SamplingDecision.NOT_RECORD };
    return this.others.shouldSample(context, traceId, name, kind, attributes, links);
  }

  toString(): string {
    return `OwnRoots(${this.others})`;
  }
}
