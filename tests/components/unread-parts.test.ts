import { afterEach, beforeEach, expect, it, vi } from "vitest";

const loaded = { LiveUnread: "loaded" };
const brought = { LiveUnread: "brought" };
vi.mock("@/components/inbox/live-unread", () => loaded);

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function partsAt(pathname: string) {
  vi.stubGlobal("location", { pathname });
  return import("@/components/site/unread-parts");
}

it.each(["/inbox", "/inbox/4711", "/chats"])(
  "waits at %s for the list to bring them along",
  async (pathname) => {
    const { unreadParts, offerUnreadParts } = await partsAt(pathname);
    const parts = unreadParts();
    await vi.advanceTimersByTimeAsync(5_000);
    offerUnreadParts(brought as never);
    expect(await parts).toBe(brought);
  },
);

it("loads them where nobody brings them, and where the list does not come", async () => {
  const { unreadParts } = await partsAt("/b/harbor-coffee");
  const parts = unreadParts();
  await vi.advanceTimersByTimeAsync(0);
  expect(await parts).toMatchObject(loaded);
  const late = (await partsAt("/inbox/settings")).unreadParts();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await late).toMatchObject(loaded);
});

it("takes what the chat has brought", async () => {
  const { unreadParts, offerUnreadParts } = await partsAt("/b/harbor-coffee");
  offerUnreadParts(brought as never);
  expect(await unreadParts()).toBe(brought);
});
