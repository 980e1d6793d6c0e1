import { v7 as uuid } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Following, type Posting, postFile } from "@/lib/client/post-file";

/** The browser's request, answered by the test. */
class RequestOfTest {
  static last: RequestOfTest;
  asked: unknown[] = [];
  status = 0;
  responseText = "";
  isAborted = false;
  readonly upload = { onprogress: (_: { loaded: number; total: number }) => {} };
  onload = () => {};
  onerror = () => {};
  onabort = () => {};

  constructor() {
    RequestOfTest.last = this;
  }

  open(...asked: unknown[]): void {
    this.asked.push(...asked);
  }

  setRequestHeader(...header: string[]): void {
    this.asked.push(header);
  }

  send(file: File): void {
    this.asked.push(file);
  }

  abort(): void {
    this.isAborted = true;
    this.onabort();
  }

  answer(status: number, said: unknown): void {
    this.status = status;
    this.responseText = typeof said === "string" ? said : JSON.stringify(said);
    this.onload();
  }
}

beforeEach(() => void vi.stubGlobal("XMLHttpRequest", RequestOfTest));
afterEach(() => void vi.unstubAllGlobals());

const cake = new File(["cake"], "Cake & tea.jpg", { type: "image/jpeg" });
const posting = (more: Partial<Posting> = {}): Posting => ({
  ...{ conversationId: uuid(), id: uuid(), file: cake, measures: {} },
  ...more,
});

function post(asked = posting(), { onProgress = () => {}, signal }: Partial<Following> = {}) {
  const posted = postFile(asked, { onProgress, signal: signal ?? new AbortController().signal });
  // Looked at by each test; nobody else waits for it.
  posted.catch(() => {});
  return { posted, request: RequestOfTest.last };
}

describe("a file that is posted", () => {
  it("goes out as it is, with what it is for and what the browser can tell of it", async () => {
    const measures = { width: 640, height: 480, durationMs: 1_200, peaks: [0, 50, 100] };
    const asked = posting({ measures });
    const { posted, request } = post(asked);
    const [method, address, header, file] = request.asked;
    const { pathname, searchParams } = new URL(String(address), "http://site.test");
    expect([method, pathname, header, file]).toEqual([
      "POST",
      "/api/attachments",
      ["content-type", "image/jpeg"],
      cake,
    ]);
    expect(Object.fromEntries(searchParams)).toEqual({
      conversationId: asked.conversationId,
      id: asked.id,
      name: "Cake & tea.jpg",
      ...{ width: "640", height: "480", durationMs: "1200", peaks: "0,50,100" },
    });
    const kept = { id: asked.id, name: "Cake & tea.jpg", mediaType: "image/jpeg", bytes: 4 };
    request.answer(201, kept);
    expect(await posted).toEqual(kept);
  });

  it("says nothing of what the browser does not know", () => {
    const asked = posting({ file: new File(["?"], "what") });
    const { request } = post(asked);
    const [, address, ...more] = request.asked;
    const query = new URL(String(address), "http://site.test").searchParams;
    expect([...query.keys()]).toEqual(["conversationId", "id", "name"]);
    expect(more).toEqual([asked.file]);
  });

  it("is there already where it was posted before", async () => {
    const { posted, request } = post();
    request.answer(200, { id: "the same" });
    expect(await posted).toEqual({ id: "the same" });
  });

  it("tells how far it has got, also where that cannot be said", () => {
    const onProgress = vi.fn();
    const { request } = post(posting(), { onProgress });
    for (const [loaded, total] of [
      [0, 4],
      [1, 4],
      [4, 4],
      [3, 0],
    ] as const)
      request.upload.onprogress({ loaded, total });
    expect(onProgress.mock.calls).toEqual([[0], [0.25], [1], [0]]);
  });

  it.each([
    ["in the site's own words", 413, { code: "too-long", message: "At most 25 MB." }, "At most 25 MB."],
    ["by the code where it has none", 403, { code: "forbidden" }, "forbidden"],
  ])("is refused %s", async (_, status, error, message) => {
    const { posted, request } = post();
    request.answer(status, { error });
    await expect(posted).rejects.toMatchObject({ name: "Refusal", code: error.code, message });
  });

  it.each([
    ["something in between breaks down", 502, "<h1>Bad gateway</h1>"],
    ["something in between says that all is well", 200, "<h1>Sign in to the hotel's network</h1>"],
    ["the answer has no code", 500, { error: { message: "?" } }],
    ["the answer has a code that nobody knows", 500, { error: { code: "teapot" } }],
    ["the answer is no error and no success", 304, {}],
  ])("is to be tried again where %s", async (_, status, said) => {
    const { posted, request } = post();
    request.answer(status, said);
    await expect(posted).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
  });

  it("is to be tried again where there is no line", async () => {
    const { posted, request } = post();
    request.onerror();
    await expect(posted).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
  });

  it("is called off with its signal", async () => {
    const calledOff = new AbortController();
    const { posted, request } = post(posting(), { signal: calledOff.signal });
    expect(request.isAborted).toBe(false);
    calledOff.abort();
    expect(request.isAborted).toBe(true);
    await expect(posted).rejects.toMatchObject({ code: "unavailable" });
  });
});
