import "fake-indexeddb/auto";
import { v7 as uuid } from "uuid";
import { describe, expect, it, vi } from "vitest";
import { indexedDbOutbox } from "@/lib/client/outbox";

const text = (body: string) => ({ id: uuid(), body, writtenAt: new Date(0).toISOString() });
const mayas = () => ({ userId: uuid(), conversationId: uuid() });

describe("the outbox in IndexedDB", () => {
  it("keeps texts for the next tab, oldest first, until they are removed", async () => {
    const whose = mayas();
    const [one, two] = [text("one"), text("two")];
    const first = indexedDbOutbox(whose);
    await first.put(two);
    await first.put(one);
    const next = indexedDbOutbox(whose);
    expect(await next.load()).toEqual([one, two]);
    await next.remove(one.id);
    expect(await first.load()).toEqual([two]);
  });

  it("keeps why a text was refused, and takes a newer form of it for the older", async () => {
    const outbox = indexedDbOutbox(mayas());
    const written = text("too long");
    const refused = { ...written, refused: { code: "too-long", message: "That is too long." } };
    await outbox.put(written);
    await outbox.put(refused);
    expect(await outbox.load()).toEqual([refused]);
  });

  it("shows nobody what another person wrote on the same device, nor in another conversation", async () => {
    const whose = mayas();
    await indexedDbOutbox(whose).put(text("mine"));
    expect(await indexedDbOutbox({ ...whose, userId: uuid() }).load()).toEqual([]);
    expect(await indexedDbOutbox({ ...whose, conversationId: uuid() }).load()).toEqual([]);
  });

  it("waits in memory where the browser forbids storage, and says so", async () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.stubGlobal("indexedDB", {
      open: () => {
        throw new DOMException("denied", "SecurityError");
      },
    });
    const outbox = indexedDbOutbox(mayas());
    const kept = text("only here");
    await outbox.put(kept);
    expect(await outbox.load()).toEqual([kept]);
    await outbox.remove(kept.id);
    expect(await outbox.load()).toEqual([]);
    expect(warned).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
