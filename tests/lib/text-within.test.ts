import { describe, expect, it } from "vitest";
import { textWithin } from "@/lib/text-within";

const limits = { bytes: 8, ms: 1_000 };

function bodyOf(...chunks: (string | number[])[]) {
  return new ReadableStream<Uint8Array>({
    start(stream) {
      for (const chunk of chunks)
        stream.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : new Uint8Array(chunk));
      stream.close();
    },
  });
}

describe("the text of a body", () => {
  it("is whole, however it was cut on the way", async () => {
    expect(await textWithin(bodyOf([0xe2, 0x82], [0xac], "uro"), limits)).toBe("€uro");
    expect(await textWithin(null, limits)).toBe("");
  });

  it("[S06] may be as long as is allowed and not one byte more", async () => {
    expect(await textWithin(bodyOf("12345678"), limits)).toBe("12345678");
    await expect(textWithin(bodyOf("1234", "56789"), limits)).rejects.toMatchObject({ code: "too-long" });
  });

  it.each([[[0xc3, 0x28]], [[0xff]], [[0xed, 0xa0, 0x80]], [[0xe2, 0x82]]])(
    "[S06] is refused when it is no UTF-8: %j",
    async (bytes) => {
      await expect(textWithin(bodyOf(bytes), limits)).rejects.toMatchObject({ code: "bad-command" });
    },
  );

  it("[S08] is not waited for when it does not go on", async () => {
    const stalled = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new TextEncoder().encode('{"a":')),
    });
    await expect(textWithin(stalled, { bytes: 8, ms: 20 })).rejects.toMatchObject({ code: "bad-command" });
  });
});
