import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ATTACHMENT_BYTES_MAX, ATTACHMENTS_PER_MESSAGE_MAX } from "@/lib/attachment-limits";
import type { Following, Posting } from "@/lib/client/post-file";
import { Uploads } from "@/lib/client/uploads";
import type { Attachment } from "@/lib/protocol/message";
import { Refusal } from "@/lib/refusal";

const KEY = "draft/maya/files";

/** A site that answers when the test says so. */
function site() {
  const asked: (Posting & Following & { answer: (refusal?: Refusal) => void })[] = [];
  const post = (posting: Posting, following: Following) =>
    new Promise<Attachment>((resolve, reject) => {
      following.signal.addEventListener("abort", () => reject(new Refusal("unavailable")));
      const answer = (refusal?: Refusal) => (refusal ? reject(refusal) : resolve(attachmentOf(posting)));
      asked.push({ ...posting, ...following, answer });
    });
  return { asked, post };
}

function attachmentOf({ id, file: { name, type: mediaType, size: bytes } }: Posting): Attachment {
  const none = { width: null, height: null, durationMs: null, peaks: null };
  return { id, name, mediaType, bytes, ...none, hasThumbnail: false };
}

function tab() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function uploadsOfMaya({
  post,
  storage = tab(),
}: {
  post: ReturnType<typeof site>["post"];
  storage?: ReturnType<typeof tab>;
}) {
  return new Uploads({ conversationId: "c", key: KEY, post, measure: async () => ({}), storage });
}

const cake = (name = "cake.jpg", bytes = 3) =>
  new File([new Uint8Array(bytes)], name, { type: "image/jpeg" });
const states = (uploads: Uploads) => uploads.getSnapshot().map(({ state }) => state.is);
/** Lets what was answered arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("uploads", () => {
  it("go out two at a time, say how far they are, and are handed over in their order", async () => {
    const { asked, post } = site();
    const uploads = uploadsOfMaya({ post });
    await uploads.add([cake("1.jpg"), cake("2.jpg"), cake("3.jpg")]);
    expect(asked.map(({ file }) => file.name)).toEqual(["1.jpg", "2.jpg"]);
    asked[1]?.onProgress(0.5);
    expect(uploads.getSnapshot()[1]?.state).toEqual({ is: "uploading", share: 0.5 });
    asked[1]?.answer();
    await settle();
    expect(asked).toHaveLength(3);
    asked[0]?.answer();
    asked[2]?.answer();
    await settle();
    expect(states(uploads)).toEqual(["ready", "ready", "ready"]);
    expect(uploads.take().map(({ name }) => name)).toEqual(["1.jpg", "2.jpg", "3.jpg"]);
    expect(uploads.getSnapshot()).toEqual([]);
  });

  it("[F16] that fail in between go on under the same id, later each time and at once with the line back", async () => {
    const { asked, post } = site();
    const uploads = uploadsOfMaya({ post });
    await uploads.add([cake()]);
    asked[0]?.answer(new Refusal("unavailable"));
    await settle();
    expect(states(uploads)).toEqual(["waiting"]);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toHaveLength(2);
    asked[1]?.answer(new Refusal("busy"));
    await settle();
    uploads.goOn();
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    asked[2]?.answer();
    await settle();
    expect(states(uploads)).toEqual(["ready"]);
  });

  it("stop after 25 tries, until somebody says that they are to go on", async () => {
    const post = vi.fn(() => Promise.reject(new Refusal("unavailable")));
    const uploads = uploadsOfMaya({ post });
    await uploads.add([cake()]);
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(post).toHaveBeenCalledTimes(26);
    expect(uploads.getSnapshot()[0]?.state).toEqual({ is: "failed", code: "unavailable" });
    uploads.retry(uploads.getSnapshot()[0]?.id ?? "");
    await settle();
    expect(post).toHaveBeenCalledTimes(27);
  });

  it("that are refused say why, and let the others go on", async () => {
    const { asked, post } = site();
    const uploads = uploadsOfMaya({ post });
    await uploads.add([cake("bomb.png"), cake()]);
    asked[0]?.answer(new Refusal("too-long"));
    asked[1]?.answer();
    await settle();
    expect(states(uploads)).toEqual(["failed", "ready"]);
    expect(uploads.take()).toHaveLength(1);
    expect(states(uploads)).toEqual(["failed"]);
  });

  it("of more than 25 MB or of nothing are not sent at all", async () => {
    const { asked, post } = site();
    const uploads = uploadsOfMaya({ post });
    const large = (bytes: number) => Object.defineProperty(cake(), "size", { value: bytes });
    await uploads.add([large(ATTACHMENT_BYTES_MAX + 1), cake("nothing", 0), large(ATTACHMENT_BYTES_MAX)]);
    expect(states(uploads)).toEqual(["failed", "failed", "uploading"]);
    expect(asked).toHaveLength(1);
  });

  it("are at most ten to a message, and the eleventh is told", async () => {
    const { post } = site();
    const uploads = uploadsOfMaya({ post });
    const many = Array.from({ length: ATTACHMENTS_PER_MESSAGE_MAX }, () => cake());
    expect(await uploads.add(many)).toBe(0);
    expect(await uploads.add([cake(), cake()])).toBe(2);
    expect(uploads.getSnapshot()).toHaveLength(ATTACHMENTS_PER_MESSAGE_MAX);
  });

  it("are called off by removing them", async () => {
    const { asked, post } = site();
    const uploads = uploadsOfMaya({ post });
    await uploads.add([cake()]);
    uploads.remove(uploads.getSnapshot()[0]?.id ?? "");
    await settle();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(uploads.getSnapshot()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(1);
  });

  it("that were complete outlive the page, and come back from a message that was given up", async () => {
    const [{ asked, post }, storage] = [site(), tab()];
    const uploads = uploadsOfMaya({ post, storage });
    await uploads.add([cake("1.jpg"), cake("2.jpg")]);
    asked[0]?.answer();
    await settle();
    const reloaded = uploadsOfMaya({ post, storage });
    expect(reloaded.getSnapshot().map(({ name, state }) => [name, state.is])).toEqual([["1.jpg", "ready"]]);
    const taken = reloaded.take();
    expect(storage.kept.size).toBe(0);
    reloaded.giveBack(taken);
    expect(uploadsOfMaya({ post, storage }).take()).toEqual(taken);
  });
});
