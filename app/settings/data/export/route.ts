import { exportData } from "@/app/account/export";
import { endpoint } from "@/app/endpoint";
import { otherMethods } from "@/app/other-methods";

/** All that is somebody's, to keep or to take elsewhere. */
export const GET = endpoint(async ({ viewer }) => {
  const pieces = await exportData(viewer, {});
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": 'attachment; filename="my-data.json"',
    "cache-control": "private, no-store",
  };
  return new Response(body, { headers });
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
