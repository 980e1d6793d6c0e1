import { v7 as uuid } from "uuid";
import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchRoomAddress } from "@/lib/client/tickets";

const conversationId = uuid();
const answers = (response: Response | Promise<Response>) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => response),
  );

describe("asking for a ticket", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it("gives the address to connect to", async () => {
    answers(
      Response.json({ url: `ws://rooms.test/parties/main/${conversationId}`, token: "a.b.c", expiresIn: 60 }),
    );
    const address = await fetchRoomAddress({ conversationId });
    expect(address.href).toBe(`ws://rooms.test/parties/main/${conversationId}?token=a.b.c`);
    expect(fetch).toHaveBeenCalledWith("/api/tickets", expect.objectContaining({ method: "POST" }));
  });

  it("passes a refusal on, in the site's words", async () => {
    answers(Response.json({ error: { code: "forbidden", message: "Not you." } }, { status: 403 }));
    await expect(fetchRoomAddress({ conversationId })).rejects.toMatchObject({
      code: "forbidden",
      message: "Not you.",
    });
  });

  it.each([
    ["the site cannot be reached", () => Promise.reject(new TypeError("offline"))],
    ["a captive portal answers", () => new Response("<html>Welcome to the airport</html>")],
    [
      "the answer is nothing we know",
      () => Response.json({ error: { code: "teapot", message: "" } }, { status: 418 }),
    ],
    ["the answer is no error of ours", () => Response.json({}, { status: 502 })],
  ])("is worth another try when %s", async (_, response) => {
    answers(response());
    await expect(fetchRoomAddress({ conversationId })).rejects.toMatchObject({
      code: "unavailable",
      isRetryable: true,
    });
  });
});
