import { describe, expect, it } from "vitest";
import { FormHead, formOf } from "@/lib/server/form-head";

const BYTES_MAX = 4_000;

/** A form as a browser sends it, in pieces of so many bytes. */
async function sent(file: Blob, pieceBytes = 700) {
  const form = new FormData();
  form.set("body", "Gr\u00fc\u00dfe\r\nund Kuchen");
  form.set("file", file, "menu.txt");
  const request = new Request("https://example.com", { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  const bytes = new Uint8Array(await request.arrayBuffer());
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
      if (at >= bytes.length) controller.close();
    },
  });
  return { type, bytes, stream };
}

describe("the head of a form", () => {
  it("has what was typed, also where the file never came whole", async () => {
    const { type, stream } = await sent(new Blob(["x".repeat(50_000)]));
    const head = new FormHead(type, BYTES_MAX);
    const reader = head.through(stream).getReader();
    for (let n = 0; n < 10; n += 1) await reader.read();
    await reader.cancel();
    expect((await head.fields()).get("body")).toBe("Gr\u00fc\u00dfe\r\nund Kuchen");
  });

  it("is all of a form that came whole and is short", async () => {
    const { type, stream } = await sent(new Blob(["Cake"]));
    const head = new FormHead(type, BYTES_MAX);
    await new Response(head.through(stream)).arrayBuffer();
    const fields = await head.fields();
    expect(fields.get("body")).toBe("Gr\u00fc\u00dfe\r\nund Kuchen");
    expect(fields.get("file")).toHaveProperty("size", 4);
  });

  it("lets everything through, and keeps no more than it may", async () => {
    const { type, bytes, stream } = await sent(new Blob(["x".repeat(50_000)]));
    const head = new FormHead(type, BYTES_MAX);
    const whole = new Uint8Array(await new Response(head.through(stream)).arrayBuffer());
    expect(Buffer.compare(whole, bytes)).toBe(0);
    const file = (await head.fields()).get("file");
    expect(file instanceof File && file.size).toBeLessThan(BYTES_MAX);
    expect((await formOf(whole, type)).get("file")).toHaveProperty("size", 50_000);
  });

  it("has nothing of what is no form", async () => {
    const head = new FormHead("text/plain", BYTES_MAX);
    await new Response(head.through(new Blob(["Hello"]).stream())).text();
    expect([...(await head.fields())]).toEqual([]);
  });
});
