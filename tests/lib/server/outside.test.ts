import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  ANSWER_BYTES_MAX,
  FETCHED_WITHIN_MS,
  FETCHES_AT_ONCE_MAX,
  isPublicWeb,
  NotFetched,
  OUTSIDE_URL_LENGTH_MAX,
  Outside,
  REDIRECTS_MAX,
} from "@/lib/server/outside";

const servers: http.Server[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A site that somebody runs; it answers at a port of this machine. */
async function site(answer: http.RequestListener): Promise<{ port: number; asked: string[] }> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, asked };
}

/** For once this machine is outside; all else is as it is in production. */
const atHome = (more: Partial<ConstructorParameters<typeof Outside>[0]> = {}) =>
  new Outside({
    mayDial: ({ address }) => address === "127.0.0.1",
    addressesOf: async () => ["127.0.0.1"],
    ...more,
  });

const page = { mediaTypes: ["text/html"], bytesMax: 1_000, isPartOfUse: true };
const html = (body: string) => (_: unknown, response: http.ServerResponse) =>
  response.writeHead(200, { "content-type": 'text/html; charset="ISO-8859-1"' }).end(body);
const reasonOf = (fetching: Promise<unknown>) =>
  fetching.then(
    () => "fetched",
    (error: unknown) => {
      if (!(error instanceof NotFetched)) throw error;
      return error.because;
    },
  );

describe("what somebody else named", () => {
  it("is fetched, with what it says of itself", async () => {
    const bakery = await site(html("bread"));
    const found = await atHome().fetch({ ...page, url: `http://bakery.example:${bakery.port}/today` });
    expect({ ...found, bytes: String(found.bytes) }).toEqual({
      url: `http://bakery.example:${bakery.port}/today`,
      mediaType: "text/html",
      charset: "ISO-8859-1",
      bytes: "bread",
    });
    expect(bakery.asked).toEqual([`bakery.example:${bakery.port}/today`]);
  });

  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://①②⑦.⓪.⓪.①/",
    "http://localhost/",
    "http://example.com:22/",
    "http://example.com:6379/",
    "https://8.8.8.8:8443/",
  ])("[S26] is never inside: %s", async (url) => {
    const outside = new Outside({
      addressesOf: async (name) => [name === "localhost" ? "127.0.0.1" : "93.184.215.14"],
    });
    expect(await reasonOf(outside.fetch({ ...page, url }))).toBe("forbidden");
  });

  it.each([
    "file:///etc/passwd",
    "ftp://example.com/",
    "gopher://example.com/",
    "javascript:alert(1)",
    "http://maya:secret@example.com/",
    "http://example.com@/",
    "no address",
    "",
  ])("[S26] must be an address of the web without a password: %s", async (url) => {
    expect(await reasonOf(new Outside().fetch({ ...page, url }))).toBe("address");
  });

  it("[S26] is judged by every address it has, at the moment it is dialled", async () => {
    const secret = await site(html("keys"));
    const looked: string[] = [];
    // At first somewhere else, and from then on here: a name may say something new each time it is asked.
    const turning = new Outside({
      addressesOf: async (name) => {
        looked.push(name);
        return looked.length === 1 ? ["93.184.215.14", "127.0.0.1"] : ["127.0.0.1"];
      },
    });
    const url = `http://turning.example/`;
    expect(await reasonOf(turning.fetch({ ...page, url }))).toBe("forbidden");
    expect(await reasonOf(turning.fetch({ ...page, url }))).toBe("forbidden");
    expect(looked).toEqual(["turning.example", "turning.example"]);
    expect(secret.asked).toEqual([]);
  });

  it("[S26] is dialled where it was judged to be, whatever its name says afterwards", async () => {
    const bakery = await site(html("bread"));
    let looks = 0;
    const outside = atHome({
      addressesOf: async () => {
        looks += 1;
        return [looks === 1 ? "127.0.0.1" : "127.0.0.2"];
      },
    });
    await outside.fetch({ ...page, url: `http://bakery.example:${bakery.port}/` });
    expect(looks).toBe(1);
  });

  it("[S26] leads nowhere it could not have been asked for itself", async () => {
    const inside = await site(html("keys"));
    const lure = await site((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end(),
    );
    const outside = atHome({ mayDial: ({ port }) => port === lure.port });
    expect(await reasonOf(outside.fetch({ ...page, url: `http://lure.example:${lure.port}/` }))).toBe(
      "forbidden",
    );
    expect(inside.asked).toEqual([]);
  });

  it("[S26] leads to no other kind of address", async () => {
    const lure = await site((_, response) =>
      response.writeHead(302, { location: "file:///etc/passwd" }).end(),
    );
    expect(await reasonOf(atHome().fetch({ ...page, url: `http://lure.example:${lure.port}/` }))).toBe(
      "address",
    );
  });

  it("is followed for as many redirects as are allowed, and not one more", async () => {
    const walk = await site(({ url = "" }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) html("there")(undefined, response);
      else response.writeHead(301, { location: `/${left - 1}` }).end();
    });
    const asked = (redirects: number) => `http://walk.example:${walk.port}/${redirects}`;
    const { url } = await atHome().fetch({ ...page, url: asked(REDIRECTS_MAX) });
    expect(url).toBe(asked(0));
    expect(await reasonOf(atHome().fetch({ ...page, url: asked(REDIRECTS_MAX + 1) }))).toBe("redirects");
  });

  it("is read as far as allowed, and refused past that where a part is of no use", async () => {
    const { port } = await site(({ url }, response) =>
      html("x".repeat(Number(url?.slice(1))))(null, response),
    );
    const fetched = (length: number, isPartOfUse: boolean) =>
      atHome().fetch({ ...page, isPartOfUse, url: `http://long.example:${port}/${length}` });
    expect((await fetched(page.bytesMax, false)).bytes).toHaveLength(page.bytesMax);
    expect((await fetched(page.bytesMax + 1, true)).bytes).toHaveLength(page.bytesMax);
    expect(await reasonOf(fetched(page.bytesMax + 1, false))).toBe("bytes");
  });

  it("may be as long an address as is allowed", async () => {
    const { port } = await site(html("there"));
    const start = `http://long.example:${port}/`;
    const whole = start.padEnd(OUTSIDE_URL_LENGTH_MAX, "x");
    expect(await reasonOf(atHome().fetch({ ...page, url: whole }))).toBe("fetched");
    expect(await reasonOf(atHome().fetch({ ...page, url: `${whole}x` }))).toBe("address");
  });

  it("is of no use as another type, as an error, or packed", async () => {
    const { port } = await site(({ url }, response) => {
      if (url === "/movie") response.writeHead(200, { "content-type": "video/mp4" });
      else if (url === "/packed")
        response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
      else response.writeHead(Number(url?.slice(1)), { "content-type": "text/html" });
      response.end("x");
    });
    const reason = (path: string) =>
      reasonOf(atHome().fetch({ ...page, url: `http://odd.example:${port}/${path}` }));
    expect(await reason("movie")).toBe("type");
    expect(await reason("packed")).toBe("answer");
    expect(await reason("404")).toBe("answer");
    expect(await reason("500")).toBe("answer");
  });

  it("is not waited for any longer than it may take", async () => {
    const { port } = await site((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).write("one byte, and then nothing");
    });
    const passed = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      expect(ms).toBe(FETCHED_WITHIN_MS);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 200);
      return controller.signal;
    });
    expect(await reasonOf(atHome().fetch({ ...page, url: `http://slow.example:${port}/` }))).toBe("time");
    expect(passed).toHaveBeenCalledOnce();
  });

  it("is not asked for while too much else is", async () => {
    const waiting: http.ServerResponse[] = [];
    const { port, asked } = await site((_, response) => void waiting.push(response));
    const outside = atHome();
    const url = `http://slow.example:${port}/`;
    const many = Array.from({ length: FETCHES_AT_ONCE_MAX }, () => reasonOf(outside.fetch({ ...page, url })));
    await expect.poll(() => asked.length).toBe(FETCHES_AT_ONCE_MAX);
    expect(await reasonOf(outside.fetch({ ...page, url }))).toBe("busy");
    for (const response of waiting) html("at last")(null, response);
    expect(new Set(await Promise.all(many))).toEqual(new Set(["fetched"]));
    waiting.length = 0;
    const next = reasonOf(outside.fetch({ ...page, url }));
    await expect.poll(() => waiting.length).toBe(1);
    for (const response of waiting) html("and more")(null, response);
    expect(await next).toBe("fetched");
  });

  it("is told nothing of who asks, and no cookie of ours", async () => {
    let headers: http.IncomingHttpHeaders = {};
    const { port } = await site((request, response) => {
      ({ headers } = request);
      html("there")(request, response);
    });
    await atHome().fetch({ ...page, url: `http://nosy.example:${port}/` });
    expect(Object.keys(headers).toSorted()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
  });
});

describe("a public address", () => {
  it.each(["93.184.215.14", "8.8.8.8", "2606:4700::1111"])("is dialled: %s", (address) => {
    expect(isPublicWeb({ address, port: 443 })).toBe(true);
    expect(isPublicWeb({ address, port: 80 })).toBe(true);
    expect(isPublicWeb({ address, port: 81 })).toBe(false);
  });
});

describe("what is sent to what somebody else named", () => {
  const atHomeByHttp = () => atHome({ maySendBy: ["http:"] });
  const letter = { headers: { "x-for": "you" }, body: "hello" };

  it("arrives, and the head of what is said to it comes back, whatever its status", async () => {
    const heard: string[] = [];
    const receiver = await site((request, response) => {
      request
        .setEncoding("utf8")
        .on("data", (piece) => heard.push(`${request.method} ${request.headers["x-for"]} ${piece}`));
      request.on("end", () =>
        response.writeHead(503, { "retry-after": "7" }).end("x".repeat(2 * ANSWER_BYTES_MAX)),
      );
    });
    const answer = await atHomeByHttp().post({ ...letter, url: `http://receiver.example:${receiver.port}/` });
    expect(answer).toEqual({ status: 503, retryAfter: "7", head: "x".repeat(ANSWER_BYTES_MAX) });
    expect(heard).toEqual(["POST you hello"]);
  });

  it("[S26] follows no redirect, and goes by https to the public web alone", async () => {
    const receiver = await site((_, response) => response.writeHead(307, { location: "/inside" }).end());
    const url = `http://receiver.example:${receiver.port}/`;
    expect(await atHomeByHttp().post({ ...letter, url })).toMatchObject({ status: 307 });
    expect(receiver.asked).toHaveLength(1);
    expect(await reasonOf(atHome().post({ ...letter, url }))).toBe("address");
    expect(await reasonOf(new Outside().post({ ...letter, url: "https://127.0.0.1/" }))).toBe("forbidden");
    expect(await reasonOf(new Outside().post({ ...letter, url: "https://[::ffff:10.0.0.1]/" }))).toBe(
      "forbidden",
    );
    expect(receiver.asked).toHaveLength(1);
  });
});
