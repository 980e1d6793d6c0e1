import { expect, it, vi } from "vitest";
import { postLast } from "@/lib/client/post-last";
import { saveDraft } from "@/lib/client/save-draft";
import { saveRead } from "@/lib/client/save-read";

const read = [{ conversationId: "c1", seq: 3 }];
const draft = { conversationId: "c1", mode: "reply" as const, body: "Hi", rev: 0 };

function answering(answer: () => Promise<Response>) {
  const ask = vi.fn<typeof fetch>(answer);
  vi.stubGlobal("fetch", ask);
  return ask;
}

it("asks what is to arrive even if the page goes away, and gives the answer", async () => {
  const ask = answering(async () => Response.json({ refused: [] }));
  expect(await saveRead(read)).toEqual([]);
  expect(ask).toHaveBeenCalledExactlyOnceWith(
    "/api/read",
    expect.objectContaining({ method: "POST", keepalive: true, body: JSON.stringify({ read }) }),
  );
  answering(async () => Response.json({ body: "Hi", rev: 1, isKept: true }));
  expect(await saveDraft(draft)).toEqual({ body: "Hi", rev: 1, isKept: true });
});

it("says why it was refused, or that there was no answer that could be understood", async () => {
  const refusedBy = async (answer: () => Promise<Response>, code: string) => {
    answering(answer);
    for (const ask of [() => postLast("/api/read", {}), () => saveRead(read), () => saveDraft(draft)])
      await expect(ask()).rejects.toMatchObject({ name: "Refusal", code });
  };
  await refusedBy(async () => Response.json({ error: { code: "too-many" } }, { status: 429 }), "too-many");
  await refusedBy(async () => Response.json({ error: { code: "no-such" } }, { status: 400 }), "unavailable");
  await refusedBy(async () => new Response("<html>", { status: 502 }), "unavailable");
  await refusedBy(() => Promise.reject(new TypeError("Failed to fetch")), "unavailable");
  answering(async () => new Response("<html>"));
  await expect(saveRead(read)).rejects.toMatchObject({ code: "unavailable" });
  await expect(saveDraft(draft)).rejects.toMatchObject({ code: "unavailable" });
});
