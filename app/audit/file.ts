import { Refusal } from "@/lib/refusal";
import { recordIncident } from "@/lib/server/incident";
import { typedIn } from "./asked";

/** What an address asks for a file of; a place to go on at has no meaning there. */
export function askedForFile(query: Record<string, string>) {
  const { typed, wrong } = typedIn(query);
  if (wrong.length > 0) throw new Refusal("bad-command", { message: `Not understood: ${wrong.join(", ")}.` });
  const { before: _, ...asked } = typed;
  return asked;
}

/** Sends a file as it is read, no faster than it is taken; whoever goes away has no more read. */
export function fileOf(name: string, pieces: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        recordIncident("the file of an audit", error);
        controller.error(error);
      }
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}
