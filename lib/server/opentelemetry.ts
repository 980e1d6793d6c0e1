import { isSpanContextValid, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-node";
import { CleanSpans } from "./clean-spans";
import { logWith } from "./log";
import { OwnRoots } from "./own-roots";
import { type SpanAttributes, traceBy } from "./tracing";

const NAME = "servihub-chat";

/**
 * Takes traces of what the site does and sends them by OTLP to OTEL_EXPORTER_OTLP_ENDPOINT, with what else the
 * standard's variables say of where to, by what name, and how many. It is loaded only where that is set.
 */
export function takeTraces({ OTEL_TRACES_SAMPLER_ARG: share }: Record<string, string | undefined>): void {
  // Calls to the rooms are spans of ours; the addresses of all others may hold secrets.
  process.env.NEXT_OTEL_FETCH_DISABLED = "1";
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": NAME }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: new OwnRoots(
      new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share === undefined ? 1 : Number(share)) }),
    ),
    spanProcessors: [new CleanSpans(new BatchSpanProcessor(new OTLPTraceExporter()))],
  });
  provider.register();
  const tracer = provider.getTracer(NAME);
  traceBy({
    inSpan: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, (span) => settled(span, work)),
    traceparent: () => {
      const context = active();
      return context && `00-${context.traceId}-${context.spanId}-0${context.traceFlags & 1}`;
    },
    traceId: () => active()?.traceId,
  });
  logWith("trace", () => {
    const context = active();
    return context ? { trace: context.traceId } : {};
  });
}

function active() {
  const context = trace.getActiveSpan()?.spanContext();
  return context && isSpanContextValid(context) ? context : undefined;
}

async function settled<Value>(span: Span, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    // Its message may quote what people wrote; the log has what may be said of it.
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttributes({
      "error.type": error instanceof Error ? error.name : "unknown",
    } satisfies SpanAttributes);
    throw error;
  } finally {
    span.end();
  }
}
