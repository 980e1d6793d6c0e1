import { createECDH, randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { decrypt } from "http_ece";
import { importJWK, jwtVerify } from "jose";
import { Outside } from "@/lib/server/outside";

/** A push service on this machine and a browser of its own: it checks who sends, and decrypts what is sent. */
export async function openPushService() {
  const received: { notice: Record<string, unknown>; ttl: string; topic: string }[] = [];
  let status = 201;
  const browser = createECDH("prime256v1");
  const p256dh = browser.generateKeys("base64url");
  const auth = randomBytes(16).toString("base64url");
  const server = http.createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    try {
      await checkSender(request.headers.authorization ?? "", origin);
      const plain = decrypt(Buffer.concat(pieces), {
        version: "aes128gcm",
        privateKey: browser,
        authSecret: auth,
      });
      const { ttl, topic } = request.headers;
      if (status < 300)
        received.push({ notice: JSON.parse(String(plain)), ttl: String(ttl), topic: String(topic) });
      response.writeHead(status).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://push.example:${(server.address() as AddressInfo).port}`;
  return {
    received,
    /** How this browser says that it is reached; each time by another address. */
    subscription: () => ({ endpoint: `${origin}/${randomBytes(8).toString("hex")}`, p256dh, auth }),
    answer: (next: number) => {
      status = next;
    },
    /** What leads there, and nowhere else. */
    outside: new Outside({
      mayDial: ({ address }) => address === "127.0.0.1",
      addressesOf: async () => ["127.0.0.1"],
      maySendBy: ["http:"],
    }),
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

/** As RFC 8292 has it: signed by the key that is named, for this service, and not for long. */
async function checkSender(authorization: string, origin: string): Promise<void> {
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  if (key !== process.env.VAPID_PUBLIC_KEY) throw new Error("not the key that was subscribed with");
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const jwk = await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256");
  const { payload } = await jwtVerify(token, jwk, { audience: origin, algorithms: ["ES256"] });
  if (!/^(mailto:|https:)/.test(payload.sub ?? "")) throw new Error("nobody to ask");
}
