import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const value = z.object({
  stringValue: z.string().optional(),
  intValue: z.coerce.string().optional(),
  boolValue: z.boolean().optional(),
});
const span = z.object({
  traceId: z.string().regex(/^[\da-f]{32}$/),
  spanId: z.string().regex(/^[\da-f]{16}$/),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.int(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(z.object({ key: z.string(), value })),
});
/** ExportTraceServiceRequest, as the protocol has it in JSON. */
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(z.object({ key: z.string(), value })) }),
      scopeSpans: z.array(z.object({ spans: z.array(span) })),
    }),
  ),
});
export type ReceivedSpan = z.infer<typeof span> & { service: string | undefined };

/** Takes traces by OTLP over HTTP, as a collector does, and keeps them to be looked at. */
export async function receiveTraces() {
  const spans: ReceivedSpan[] = [];
  const raw: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const isExport = request.method === "POST" && request.url === "/v1/traces";
    const parsed = exported.safeParse(isExport ? JSON.parse(text) : null);
    if (!parsed.success) return response.writeHead(400).end(parsed.error.message);
    raw.push(text);
    for (const { resource, scopeSpans } of parsed.data.resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === "service.name")?.value.stringValue;
      spans.push(...scopeSpans.flatMap((each) => each.spans.map((one) => ({ ...one, service }))));
    }
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    /** All that was sent, as it came. */
    said: () => raw.join("\n"),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
